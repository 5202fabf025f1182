'use strict';

/**
 * What a Buffer of 1 KiB costs a task in a thread beyond a number, and what of it node takes: to make a Buffer with memory of its
 * own, once on each side, and to send 64 in one array, which is the least that a batch can be. Less is better.
 */

const { calls, interleaved, perCall, processCpu, spread, threadCpu } = require('../../measure/measure.js');
const { rawThread } = require('../../peers/workers/raw.js');
const { SUBJECTS } = require('../../peers/workers/subjects.js');
const { report } = require('../../report/report.js');

const ROUNDS = 15;
const COUNT = 6400;
const IN_FLIGHT = 64;
const DATA = Buffer.alloc(1024, 'offloop');
const KINDS = { '1 KiB': () => DATA, 'a number': () => 1 };
/** In microseconds. */
const CLOCKS = { 'CPU time of the main thread': threadCpu, 'CPU time of all threads': processCpu };

async function main() {
  const [pool, raw] = await Promise.all([SUBJECTS['offloop, thread'](), rawThread()]);
  for (const [kind, clock] of Object.entries(CLOCKS)) await measure(pool, raw, kind, clock);
  await Promise.all([pool.close(), raw.close()]);
}

/** Values are sent as they are by a task and by node; each has memory of its own where it arrives. */
async function measure(pool, raw, kind, clock) {
  const works = {
    'a task, 64 in flight': (value) => tasks(clock, () => pool.run(value)),
    'raw worker_threads, 64 in one array': (value) => arrays(clock, raw, value),
    'a copy with memory of its own': (value) => copies(clock, value),
  };
  const names = Object.keys(KINDS);
  const suffix = clock === threadCpu ? '' : '-all';
  const table = report(`own-memory${suffix}`, {
    title: `A Buffer of 1 KiB and a number: ${kind}`,
    unit: 'µs',
    subjects: names,
    beside: names.slice(1),
  });
  const cases = Object.values(works).flatMap((work) =>
    Object.values(KINDS).map((value) => ({ work, value })),
  );
  const figures = await interleaved(cases, ROUNDS, ({ work, value }) => work(value()));
  Object.keys(works).forEach((label, index) =>
    table.add(label, [spread(figures[index * 2]), spread(figures[index * 2 + 1])]),
  );
  table.save();
}

async function tasks(clock, call) {
  const work = { count: COUNT, inFlight: IN_FLIGHT, call };
  await calls(work);
  return perCall(clock, work);
}

async function arrays(clock, raw, value) {
  // Views of one memory would share it where they arrive.
  const own = () => (typeof value === 'number' ? value : new Uint8Array(value));
  const list = Array.from({ length: IN_FLIGHT }, own);
  const work = { count: COUNT / IN_FLIGHT, inFlight: 1, call: () => raw.run(list) };
  return (await perCall(clock, work)) / IN_FLIGHT;
}

/** Those that are still in use are as many as tasks are in flight. */
function copies(clock, value) {
  const held = Array(IN_FLIGHT);
  const start = clock();
  for (let index = 0; index < COUNT; index += 1)
    held[index % IN_FLIGHT] = typeof value === 'number' ? value : Buffer.from(new Uint8Array(value).buffer);
  return (clock() - start) / COUNT;
}

main();
