'use strict';

/** A value to a worker process and back, and how long either event loop stands still for a large one. */

const { monitorEventLoopDelay } = require('node:perf_hooks');
const { interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const { startFork } = require('../../peers/workers/fork.js');
const { startProcess } = require('../../peers/workers/process.js');

const KIB = 1024;
const ROUNDS = 11;
const SUBJECTS = { 'worker process': startProcess, "fork, 'advanced'": startFork };
const CASES = [
  { label: '1 KiB', bytes: KIB, count: 200 },
  { label: '64 KiB', bytes: 64 * KIB, count: 50 },
  { label: '1 MiB', bytes: 1024 * KIB, count: 10 },
  { label: '64 MiB', bytes: 64 * 1024 * KIB, count: 1 },
];

async function main() {
  const ends = await Promise.all(Object.values(SUBJECTS).map((start) => start()));
  await times(ends);
  await stalls(ends);
  for (const end of ends) end.close();
}

async function times(ends) {
  const title = 'Round trip of a Buffer, median of those in a round';
  const table = report('round-trip', { title, unit: 'ms', subjects: Object.keys(SUBJECTS), digits: 3 });
  for (const { label, bytes, count } of CASES) {
    const data = Buffer.alloc(bytes, 'data');
    const figures = await interleaved(ends, ROUNDS, async ({ echo }) => {
      const trips = [];
      for (let trip = 0; trip < count; trip += 1) trips.push(await roundTrip(echo, data));
      return spread(trips).median;
    });
    table.add(label, figures.map(spread));
  }
  table.save();
}

async function roundTrip(echo, data) {
  const start = performance.now();
  const back = await echo(data);
  const time = performance.now() - start;
  if (!data.equals(back)) throw new Error('the echo differs');
  return time;
}

/** The longest delay of this process's loop, and where it can be asked, of the worker's. */
async function stalls(ends) {
  const subjects = Object.keys(SUBJECTS);
  const title = 'Longest stall of the event loop, round trip of 64 MiB';
  const table = report('round-trip-stalls', { title, unit: 'ms', subjects });
  const data = Buffer.alloc(64 * 1024 * KIB, 'data');
  const inWorker = [];
  const figures = await interleaved(ends, ROUNDS, async ({ echo, watch, longestDelay }) => {
    await watch?.();
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    monitor.enable();
    await echo(data);
    monitor.disable();
    if (longestDelay) inWorker.push(await longestDelay());
    return monitor.max / 1e6;
  });
  table.add('here', figures.map(spread), { 'in the worker': spread(inWorker).median.toFixed(2) });
  table.save();
}

main();
