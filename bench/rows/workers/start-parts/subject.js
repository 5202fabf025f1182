'use strict';

/**
 * A program of its own that starts a worker process twice, and prints what the second start took, in milliseconds:
 * `node subject.js fork|pool|sandbox FOLDER`, with the folder of the package.
 */

const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const FILE = join(__dirname, 'worker.js');

/** Each gives what calls the worker, when it is ready. */
const SUBJECTS = {
  fork: async () => {
    const child = fork(FILE, ['fork']);
    await once(child, 'message');
    const call = async () => {
      child.send('stamps');
      return (await once(child, 'message'))[0];
    };
    return { call, end: () => child.kill() };
  },
  pool: (folder) => pool(folder, {}),
  sandbox: (folder) => pool(folder, { sandbox: true }),
};

async function pool(folder, options) {
  const { WorkerPool } = require(folder);
  const workers = new WorkerPool(FILE, { isolation: 'process', minWorkers: 1, maxWorkers: 1, ...options });
  await workers.ready();
  return { call: () => workers.run('stamps'), end: () => workers.destroy() };
}

async function start(subject, folder) {
  const now = () => performance.timeOrigin + performance.now();
  const begin = now();
  const { call, end } = await SUBJECTS[subject](folder);
  const ready = now();
  const stamps = await call();
  const result = now();
  await end();
  return {
    launch: stamps.node - begin,
    node: stamps.ready - stamps.node,
    loading: stamps.file - stamps.ready,
    ready: ready - stamps.file,
    first: result - ready,
    all: result - begin,
    cpu: stamps.cpu,
  };
}

async function main(subject, folder) {
  // The first start loads what pools need, and has the code cache made, which the second uses.
  await start(subject, folder);
  await sleep(300);
  console.log(JSON.stringify(await start(subject, folder)));
}

main(process.argv[2], process.argv[3]);
