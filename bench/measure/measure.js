'use strict';

const { execFile } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { promisify } = require('node:util');

/**
 * @typedef {{ median: number, low: number, high: number }} Spread
 * @typedef {Record<string, Spread>} Costs by kind: `cpu`, `main`, `wall`, `ratio`
 */

const CELL = new Int32Array(new SharedArrayBuffer(4));
/** `--quick` on the command line of the benchmark: the same code with few rounds, to see that it works. */
const QUICK = process.env.OFFLOOP_BENCH_QUICK === '1';
/** CPU time that the main thread has used, in microseconds. */
function threadCpu() {
  // Node 23.9 has it; the types are of Node 20.
  const { threadCpuUsage } = /** @type {any} */ (process);
  if (threadCpuUsage === undefined) return threadCpuOfKernel();
  const { user, system } = threadCpuUsage();
  return user + system;
}

function threadCpuOfKernel() {
  // The kernel brings the figure up to date when the thread leaves its core: leave it for a moment.
  Atomics.wait(CELL, 0, 0, 0.01);
  return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ', 1)[0]) / 1000;
}

/** CPU time that all threads of the process have used, in microseconds. */
function processCpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * What `clock` counts while `count` calls are made, `inFlight` of them at a time, for each call.
 * @param {() => number} clock
 * @param {{ count: number, inFlight: number, call: () => unknown }} work
 */
async function perCall(clock, work) {
  const start = clock();
  await calls(work);
  return (clock() - start) / work.count;
}

/** Makes `count` calls, `inFlight` of them at a time. */
async function calls({ count, inFlight, call }) {
  let left = count;
  const caller = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, caller));
}

/**
 * Measures every subject once a round. The first one changes with the round, so that a disturbance of
 * the machine slows all of them. The first round warms up and does not count, where there is one to warm up.
 * @template T, F
 * @param {T[]} subjects
 * @param {number} rounds
 * @param {(subject: T) => F | Promise<F>} measure
 * @param {{ warmUp?: boolean }} options
 * @returns {Promise<F[][]>} the figures of each subject
 */
async function interleaved(subjects, rounds, measure, { warmUp = true } = {}) {
  /** @type {F[][]} */
  const figures = subjects.map(() => []);
  for (let round = warmUp ? 0 : 1; round <= (QUICK ? 1 : rounds); round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const index = (round + turn) % subjects.length;
      const figure = await measure(subjects[index]);
      if (round > 0) figures[index].push(figure);
    }
  }
  return figures;
}

/**
 * The spread of each figure of a list of objects that have the same.
 * @param {Record<string, number>[]} list
 * @returns {Costs}
 */
function spreadOf(list, scale = 1) {
  return Object.fromEntries(
    Object.keys(list[0]).map((key) => [key, spread(list.map((figures) => figures[key] * scale))]),
  );
}

/**
 * The median, and what a tenth of the figures is below and above.
 * @param {number[]} figures
 */
function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/** What a file of the benchmark prints as JSON when it runs by itself, in a process of its own. */
async function inProcessOfItsOwn(file, args, env = {}) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, ...args.map(String)], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout);
}

module.exports = {
  QUICK,
  calls,
  inProcessOfItsOwn,
  interleaved,
  perCall,
  processCpu,
  spread,
  spreadOf,
  threadCpu,
};
