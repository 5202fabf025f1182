// The types of offloop/pino, from an ES module. Checked by tsc, never run.

import { createReadStream } from 'node:fs';
import destination, { destination as named } from '../../pino.mjs';
import type { LogDestination } from '../../pino.mjs';

const log: LogDestination = destination({
  file: new URL('file:///app.log'),
  mkdir: true,
  full: 'drop',
  digest: false,
});
log.on('warning', ({ code }) => code?.startsWith('ERR_LOG'));
log.once('recovered', () => {});
log.flush((error) => error?.message);
log.flushSync();
createReadStream('lines').pipe(named({ file: 'app.log', rotate: { interval: 'hour' }, compress: false }));
export const counts: number[] = [log.dropped, log.restarts];

// @ts-expect-error the file is required
destination({});
// @ts-expect-error not an option
destination({ file: 'app.log', maxSize: 1 });
// @ts-expect-error not an interval
destination({ file: 'app.log', rotate: { interval: 'week' } });
