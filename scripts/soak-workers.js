'use strict';

// Crashes workers, again and again, and fails if this process grows by it: in memory, in descriptors, in processes.
//
//   node --expose-gc scripts/soak-workers.js [crashes=10000] [isolation=process]

const { readdirSync } = require('node:fs');
const path = require('node:path');
const { WorkerPool } = require('..');
const { holdings } = require('./open-handles.js');

const TASKS = path.join(__dirname, '../__test__/workers/fixtures/tasks.js');
const MIB = 1024 * 1024;
/** How much more memory the second half of the crashes may leave than the first, in MiB. */
const MOST_GROWTH = 8;
const STEPS = 20;

/** Ends of a worker, with the code that its task gets. @type {Record<string, [name: string, args: any[], code: string][]>} */
const CRASHES = {
  thread: [
    ['exit', [0], 'ERR_WORKER_EXITED'],
    ['exit', [3], 'ERR_WORKER_EXITED'],
    ['throwLater', [], 'ERR_WORKER_CRASHED'],
  ],
  process: [
    ['exit', [3], 'ERR_WORKER_EXITED'],
    ['throwLater', [], 'ERR_WORKER_CRASHED'],
    ['signal', ['SIGKILL'], 'ERR_WORKER_CRASHED'],
    ['signal', ['SIGSEGV'], 'ERR_WORKER_CRASHED'],
  ],
};

/**
 * @param {WorkerPool} pool
 * @param {[name: string, args: any[], code: string]} crash
 */
async function crashOnce(pool, [name, args, expected]) {
  const code = await pool.run(name, args).then(
    () => 'no error',
    (error) => error.code,
  );
  if (code !== expected) throw new Error(`${name} ended with ${code} instead of ${expected}`);
}

function measure() {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const threads = readdirSync('/proc/self/task').length;
  const { descriptors, children } = holdings();
  return { rss: rss / MIB, heap: heapUsed / MIB, descriptors, threads, children: children.length };
}

/**
 * @param {number} crashes
 * @param {string} isolation
 */
async function soak(crashes, isolation) {
  const kinds = CRASHES[isolation];
  const steps = [];
  const pool = new WorkerPool(TASKS, {
    isolation: /** @type {'process'} */ (isolation),
    maxWorkers: 2,
    stdio: 'ignore',
  });
  for (let step = 0; step <= STEPS; step++) {
    const count = Math.round(crashes / STEPS);
    // The first step is what is made once and kept.
    for (let done = 0; done < count; done += 2) {
      await Promise.all([0, 1].map((other) => crashOnce(pool, kinds[(done + other) % kinds.length])));
    }
    await pool.recycle();
    steps.push(measure());
    console.log(step * count, JSON.stringify(steps[step], round));
  }
  await pool.close();
  return { steps, left: measure() };
}

/**
 * @param {{ steps: ReturnType<typeof measure>[], left: ReturnType<typeof measure> }} result
 * @returns {string[]} what is wrong
 */
function judge({ steps, left }) {
  const [first] = steps;
  const half = Math.floor(steps.length / 2);
  const growth = (/** @type {'rss' | 'heap'} */ name) =>
    lowest(steps.slice(half), name) - lowest(steps.slice(1, half), name);
  return [
    growth('rss') > MOST_GROWTH && `resident memory grew by ${growth('rss').toFixed(1)} MiB`,
    growth('heap') > MOST_GROWTH && `the heap grew by ${growth('heap').toFixed(1)} MiB`,
    left.descriptors > first.descriptors && `${left.descriptors - first.descriptors} descriptors are left`,
    left.threads > first.threads && `${left.threads - first.threads} threads are left`,
    left.children > 0 && `${left.children} processes are left`,
  ].filter((fault) => fault !== false);
}

/**
 * @param {ReturnType<typeof measure>[]} steps
 * @param {'rss' | 'heap'} name
 */
function lowest(steps, name) {
  return Math.min(...steps.map((step) => step[name]));
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function round(_key, value) {
  return typeof value === 'number' ? Math.round(value * 10) / 10 : value;
}

const [crashes = '10000', isolation = 'process'] = process.argv.slice(2);
soak(Number(crashes), isolation).then((result) => {
  const faults = judge(result);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
});
