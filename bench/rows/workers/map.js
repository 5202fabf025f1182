'use strict';

/**
 * A task for each of many items: what it costs the main thread, how long it takes, and how long the event loop stands still.
 * Less is better; chunks by hand are of the size that suits them.
 */

const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { interleaved, spread, threadCpu } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const { MAPPERS } = require('../../peers/workers/map-subjects.js');
const tasks = require('../../peers/workers/items.js');

const ROUNDS = 5;
const CASES = [
  { label: '20 000 tiny items', name: 'tiny', count: 20_000, chunk: 1000 },
  { label: '5 000 items of 0.3 ms', name: 'small', count: 5000, chunk: 64 },
];
const FIGURES = {
  'CPU time of the main thread': ({ own }) => own,
  'wall time': ({ wall }) => wall,
  'longest stall': ({ stall }) => stall,
};
/** The same work without workers. */
const HERE = 'the main thread';

async function main() {
  const mappers = await Promise.all(Object.values(MAPPERS).map((start) => start()));
  const names = [...Object.keys(MAPPERS), HERE];
  const here = { map: async (name, items) => items.map(tasks[name]) };
  const title = 'A task for each of many items, two workers';
  const table = report('map', { title, unit: 'ms', subjects: names, digits: 1 });
  for (const { label, name, count, chunk } of CASES) {
    const items = Array.from({ length: count }, (_, index) => index);
    const expected = items.map(tasks[name]);
    const figures = await interleaved([...mappers, here], ROUNDS, ({ map }) =>
      costs(() => map(name, items, chunk), expected),
    );
    for (const [kind, figure] of Object.entries(FIGURES))
      table.add(
        `${label}, ${kind}`,
        figures.map((list) => spread(list.map(figure))),
      );
  }
  table.save();
  await Promise.all(mappers.map(({ close }) => close()));
}

/** Milliseconds that work takes, and that its caller's thread works and stands still for it. */
async function costs(work, expected) {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  // It compares one tick with the next: let it have some before and after.
  await sleep(20);
  const start = performance.now();
  const before = threadCpu();
  const results = await work();
  const own = (threadCpu() - before) / 1000;
  const wall = performance.now() - start;
  await sleep(20);
  monitor.disable();
  if (results.some((value, index) => value !== expected[index])) throw new Error('a result differs');
  return { own, wall, stall: monitor.max / 1e6 };
}

main();
