'use strict';

const { join } = require('node:path');
const { rawProcess, rawThread } = require('./raw.js');

const FILE = join(__dirname, 'echo.js');
const WORKERPOOL_FILE = join(__dirname, 'echo-workerpool.js');

/**
 * Pools of one worker that has the task `echo`; the first is ours, with which the others are compared.
 * @type {Record<string, () => Promise<{ run: (value: unknown) => Promise<unknown>, close: () => unknown }>>}
 */
const SUBJECTS = {
  'offloop, process': () => offloop('process'),
  'offloop, thread': () => offloop('thread'),
  'raw fork, advanced': async () => rawProcess(),
  'raw worker_threads': async () => rawThread(),
  piscina,
  'tinypool, process': () => tinypool('child_process'),
  'tinypool, thread': () => tinypool('worker_threads'),
  'workerpool, process': () => workerpool('process'),
  'workerpool, thread': () => workerpool('thread'),
  'jest-worker, process': () => jestWorker(false),
  'jest-worker, thread': () => jestWorker(true),
};

async function offloop(isolation) {
  const { WorkerPool } = require('../../../index.js');
  const pool = new WorkerPool(FILE, { isolation, maxWorkers: 1 });
  return { run: (value) => pool.run('echo', [value]), close: () => pool.destroy() };
}

async function piscina() {
  const { Piscina } = require('piscina');
  const pool = new Piscina({ filename: FILE, name: 'echo', minThreads: 1, maxThreads: 1 });
  return { run: (value) => pool.run(value, { name: 'echo' }), close: () => pool.destroy() };
}

async function tinypool(runtime) {
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: FILE,
    runtime,
    serialization: 'advanced',
    env: /** @type {Record<string, string>} */ ({ ...process.env }),
    minThreads: 1,
    maxThreads: 1,
  });
  return { run: (value) => pool.run(value, { name: 'echo' }), close: () => pool.destroy() };
}

async function workerpool(workerType) {
  const pool = require('workerpool').pool(WORKERPOOL_FILE, {
    workerType,
    minWorkers: 1,
    maxWorkers: 1,
    forkOpts: { serialization: 'advanced' },
  });
  return { run: (value) => pool.exec('echo', [value]), close: () => pool.terminate(true) };
}

async function jestWorker(enableWorkerThreads) {
  const { Worker } = require('jest-worker');
  /** @type {any} */
  const farm = new Worker(FILE, { numWorkers: 1, exposedMethods: ['echo'], enableWorkerThreads });
  return { run: (value) => farm.echo(value), close: () => farm.end() };
}

/** What `use` gives for a pool whose worker has started. */
async function withWorker(subject, use) {
  const pool = await subject();
  await pool.run(1);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

module.exports = { SUBJECTS, withWorker };
