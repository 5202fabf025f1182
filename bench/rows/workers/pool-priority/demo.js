'use strict';

/**
 * The demo with its heavy work in a pool of offloop's, whose isolation and `nice` OFFLOAD has, such as `process-5`. It has the
 * probe of the other demo.
 */

const { availableParallelism } = require('node:os');
const { createApp } = require('../../../../examples/dashboard/app.js');
const { WorkerPool } = require('../../../../index.js');
const { formats } = require('../../../../examples/dashboard/work/node.js');
const { watchForParent } = require('../../event-loop/demo/watch.js');

const [isolation, nice] = (process.env.OFFLOAD ?? '').split('-');
const pool = new WorkerPool(require.resolve('./task.js'), {
  isolation: /** @type {'process' | 'thread'} */ (isolation),
  nice: Number(nice),
  maxWorkers: availableParallelism(),
});

/** As the demo's piscina does: memory of its own is given away instead of copied, and an abort ends the worker. */
function run(name, first, bytes, { signal }) {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  return pool.run(name, [first, bytes], { signal, transfer: isWhole ? [bytes.buffer] : [] });
}

/** What the load asks for. @type {any} */
const work = {
  formats,
  digest: (algorithms, bytes, options) => run('digest', algorithms, bytes, options),
  compress: (format, bytes, options) => run('compress', format, bytes, options),
  stats: () => null,
};
const settings = { mode: 'a pool', folder: __dirname, uploads: { folder: __dirname, limit: 0 } };

const server = createApp(() => work, undefined, settings).listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`the demo by a pool on http://localhost:${port}`);
});

watchForParent();
