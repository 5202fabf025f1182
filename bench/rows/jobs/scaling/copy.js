'use strict';

const { once } = require('node:events');
const { join } = require('node:path');
const { Worker, parentPort, workerData } = require('node:worker_threads');

const BYTES = 1 << 26;
const MILLISECONDS = 200;

/** How many megabytes a second `threads` threads together can copy, none of which fit into a core's own cache. */
async function copySpeed(threads) {
  const workers = Array.from(
    { length: threads },
    () => new Worker(join(__dirname, 'copy.js'), { workerData: true }),
  );
  const next = async (worker) => (await once(worker, 'message'))[0];
  await Promise.all(workers.map(next));
  const ends = workers.map(next);
  for (const worker of workers) worker.postMessage('go');
  const speeds = await Promise.all(ends);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return speeds.reduce((sum, speed) => sum + speed, 0);
}

/** @param {import('node:worker_threads').MessagePort} port */
function copyForAWhile(port) {
  const [from, to] = [Buffer.alloc(BYTES, 1), Buffer.alloc(BYTES, 2)];
  port.once('message', () => {
    const start = performance.now();
    let copied = 0;
    for (; performance.now() - start < MILLISECONDS; copied += BYTES) to.set(from);
    port.postMessage(copied / 1000 / (performance.now() - start));
  });
  port.postMessage('ready');
}

if (workerData === true && parentPort !== null) copyForAWhile(parentPort);

module.exports = { copySpeed };
