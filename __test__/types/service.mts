// The types of supervise() and offloop/service, from an ES module. Checked by tsc, never run.

import { supervise } from '../../index.mjs';
import whole, { draining, listen } from '../../service.mjs';

await using service = supervise(new URL('file:///server.mjs'), { listen: { path: '/run/service.sock' } });
await service.ready();
await service.reload();
export const signals: AbortSignal[] = [draining, whole.draining];
await whole.listen((_, response) => response.end());

// @ts-expect-error not an option
supervise('/server.js', { instance: 2 });
// @ts-expect-error a number
listen(() => {}, { port: true });
