'use strict';

/** A worker of ours beside those of other packages and node's own: to start, to talk to, and what the loop feels. */

const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const { FRESH } = require('../../peers/workers/fresh-sandboxed.js');
const { SUBJECTS, withWorker } = require('../../peers/workers/subjects.js');

const ROUNDS = 5;
const KIB = 1024;
const MIB = 1024 * KIB;

/** Each measures one subject once; `started` is a pool whose worker is ready. */
const MEASURES = [
  { name: 'start', title: 'From nothing to the first result', unit: 'ms', measure: coldStart },
  { name: '1-kib', title: 'Round trip of 1 KiB', unit: 'ms', digits: 3, measure: roundTrip(KIB, 300) },
  { name: '1-mib', title: 'Round trip of 1 MiB', unit: 'ms', measure: roundTrip(MIB, 30) },
  { name: '64-mib', title: 'Round trip of 64 MiB', unit: 'ms', measure: roundTrip(64 * MIB, 5) },
  { name: 'stall', title: 'Longest stall of the loop, 64 MiB', unit: 'ms', measure: longestStall },
];

/** Of tasks that each have a fresh sandboxed worker. */
const FRESH_MEASURES = [
  {
    name: 'fresh',
    title: 'Fresh sandboxed worker for each task, a task each 200 ms',
    measure: freshWorker(200),
  },
  {
    name: 'fresh-busy',
    title: 'Fresh sandboxed worker for each task, without pause',
    measure: freshWorker(0),
  },
].map((row) => ({ ...row, unit: 'ms' }));

async function main() {
  await measureAll(MEASURES, SUBJECTS);
  await measureAll(FRESH_MEASURES, FRESH);
}

async function measureAll(measures, subjects) {
  const names = Object.keys(subjects);
  for (const { name, title, unit, digits, measure } of measures) {
    const figures = await interleaved(names, ROUNDS, (subject) => measure(subjects[subject]));
    const spreads = figures.map(spread);
    const table = report(`workers-${name}`, { title, unit, digits, subjects: ['this', names[0]] });
    names.forEach((subject, index) => table.add(subject, [spreads[index], spreads[0]]));
    table.save();
  }
}

async function coldStart(subject) {
  const start = performance.now();
  const pool = await subject();
  await pool.run(1);
  const time = performance.now() - start;
  await pool.close();
  return time;
}

/** The median of `count` round trips, one after the other. */
function roundTrip(bytes, count) {
  const data = Buffer.alloc(bytes, 'offloop');
  return (subject) =>
    withWorker(subject, async (pool) => {
      const times = [];
      for (let trip = 0; trip < count; trip += 1) {
        const start = performance.now();
        await pool.run(data);
        times.push(performance.now() - start);
      }
      return spread(times).median;
    });
}

/** The median time of tasks, with a pause before each. */
function freshWorker(pause) {
  return (subject) =>
    withWorker(subject, async (pool) => {
      const times = [];
      for (let task = 0; task < 10; task += 1) {
        await sleep(pause);
        const start = performance.now();
        await pool.run(task);
        times.push(performance.now() - start);
      }
      return spread(times).median;
    });
}

function longestStall(subject) {
  const data = Buffer.alloc(64 * MIB, 'offloop');
  return withWorker(subject, async (pool) => {
    await pool.run(data);
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    monitor.enable();
    // It compares one tick with the next: let it have some before and after.
    await sleep(20);
    await pool.run(data);
    await sleep(20);
    monitor.disable();
    return monitor.max / 1e6;
  });
}

main();
