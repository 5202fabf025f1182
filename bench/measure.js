'use strict';

const { readFileSync } = require('node:fs');

const CELL = new Int32Array(new SharedArrayBuffer(4));

/** CPU time that the main thread has used, in microseconds. */
function threadCpu() {
  if (process.threadCpuUsage === undefined) return threadCpuOfKernel();
  const { user, system } = process.threadCpuUsage();
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
async function perCall(clock, { count, inFlight, call }) {
  let left = count;
  const caller = async () => {
    while (left-- > 0) await call();
  };
  const start = clock();
  await Promise.all(Array.from({ length: inFlight }, caller));
  return (clock() - start) / count;
}

/**
 * Measures every subject once a round. The first one changes with the round, so that whatever slows the machine
 * for a while slows all of them. The first round warms up and does not count.
 * @template T, F
 * @param {T[]} subjects
 * @param {number} rounds
 * @param {(subject: T) => F | Promise<F>} measure
 * @returns {Promise<F[][]>} the figures of each subject
 */
async function interleaved(subjects, rounds, measure) {
  const figures = subjects.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const index = (round + turn) % subjects.length;
      const figure = await measure(subjects[index]);
      if (round > 0) figures[index].push(figure);
    }
  }
  return figures;
}

/**
 * The median, and the quartiles around it.
 * @param {number[]} figures
 */
function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

module.exports = { threadCpu, processCpu, perCall, interleaved, spread };
