'use strict';

/**
 * The price of a task that does nothing, beside other packages and node's own messages: its time, and what of it is CPU time of
 * the caller's thread. Less is better.
 */

const { performance } = require('node:perf_hooks');
const { calls, interleaved, perCall, spread, threadCpu } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const { SUBJECTS, withWorker } = require('../../peers/workers/subjects.js');

const ROUNDS = 5;
const TASKS = 5000;
const DATA = Buffer.alloc(1024, 'offloop');
/** In microseconds. */
const CLOCKS = { time: () => performance.now() * 1000, 'CPU time of the main thread': threadCpu };
const CASES = [
  { name: 'tasks', label: 'a number, 64 in flight', value: 1, inFlight: 64 },
  { name: 'tasks-1-kib', label: '1 KiB, 64 in flight', value: DATA, inFlight: 64 },
  { name: 'tasks-one', label: 'a number, one in flight', value: 1, inFlight: 1 },
];

async function main() {
  for (const each of CASES)
    for (const [kind, clock] of Object.entries(CLOCKS)) await measure(each, kind, clock);
}

/** Each line is a subject, with ours in a process beside it. */
async function measure({ name, label, value, inFlight }, kind, clock) {
  const names = Object.keys(SUBJECTS);
  const figures = await interleaved(names, ROUNDS, (subject) =>
    withWorker(SUBJECTS[subject], async (pool) => {
      const work = { count: TASKS, inFlight, call: () => pool.run(value) };
      // Code and pool are warm for the second.
      await calls(work);
      return perCall(clock, work);
    }),
  );
  const spreads = figures.map(spread);
  const suffix = kind === 'time' ? '' : '-main';
  const title = `A task: ${label}, ${kind}`;
  const table = report(`${name}${suffix}`, { title, unit: 'µs', subjects: ['this', names[0]] });
  names.forEach((subject, index) => table.add(subject, [spreads[index], spreads[0]]));
  table.save();
}

main();
