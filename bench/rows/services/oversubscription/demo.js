'use strict';

/**
 * The demo in processes of node:cluster, whose number and threads OFFLOAD has, such as `8-1`; without threads, `8-`, they are
 * offloop's default. The primary has the probe of the other demo, and does no work.
 */

/** @type {import('node:cluster').Cluster} */
const cluster = /** @type {any} */ (require('node:cluster'));
const { watchForParent } = require('../../event-loop/demo/watch.js');

if (cluster.isPrimary) {
  const [processes, threads] = (process.env.OFFLOAD ?? '').split('-');
  let listening = 0;
  cluster.setupPrimary({ silent: true });
  cluster.on('listening', (worker, { port }) => {
    worker.process.stdout?.resume();
    listening += 1;
    if (listening === Number(processes))
      console.log(`the demo in ${processes} processes on http://localhost:${port}`);
  });
  for (let count = Number(processes); count > 0; count -= 1) {
    cluster.fork({ OFFLOAD: 'offloop', OFFLOOP_THREADS: threads });
  }
  watchForParent();
} else {
  require('../../../../examples/dashboard/server.js');
}
