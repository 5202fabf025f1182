// The types of offloop/pino, from CommonJS. Checked by tsc, never run.

import destination = require('../../pino.js');

const options: destination.LogDestinationOptions = {
  file: 'app.log',
  rotate: { size: 1e6, keep: 3 },
  compress: 'zstd',
};
export const log: destination.LogDestination = destination(options);
export const same: destination.LogDestination = destination.destination(options);
log.write('line\n');
// @ts-expect-error it is a number
export const text: string = log.dropped;
