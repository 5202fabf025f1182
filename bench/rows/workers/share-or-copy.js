'use strict';

/**
 * Work on an array of 16 MiB, from little to much for each MiB: on the main thread, and by workers that get a copy or share
 * the memory. Less is better; where the copy is below the main thread, handing the array over pays.
 */

const path = require('node:path');
const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { WorkerPool } = require('../../..');
const { interleaved, spread, threadCpu } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const tasks = require('../../peers/workers/roots.js');

const ROUNDS = 7;
const MIB = 16;
/** How often the root of each number is taken. */
const PASSES = [1, 4, 16];
const FILE = path.join(__dirname, '../../peers/workers/roots.js');
const FIGURES = {
  'wall time': ({ wall }) => wall,
  'CPU time of the main thread': ({ own }) => own,
  'longest stall': ({ stall }) => stall,
};

const copied = new Float64Array((MIB * 2 ** 20) / 8).map((_, index) => index % 1000);
const shared = new Float64Array(new SharedArrayBuffer(copied.byteLength));
shared.set(copied);

async function main() {
  const [processes, threads] = ['process', 'thread'].map(
    (isolation) => new WorkerPool(FILE, { isolation: /** @type {any} */ (isolation), maxWorkers: 2 }),
  );
  /** @param {any} pool @param {Float64Array} numbers */
  const by = (pool, numbers) => (passes) => pool.map('sumOfRoots', halvesOf(numbers), { args: [passes] });
  const subjects = {
    'the main thread': async (passes) => [tasks.sumOfRoots(copied, passes)],
    'processes, copied': by(processes, copied),
    'threads, copied': by(threads, copied),
    'threads, shared': by(threads, shared),
  };
  const title = `Work on ${MIB} MiB of numbers, two workers`;
  const names = Object.keys(subjects);
  const about = { title, unit: 'ms', subjects: names, beside: names.slice(1), digits: 1 };
  const table = report('share-or-copy', about);
  for (const passes of PASSES) {
    const expected = tasks.sumOfRoots(copied, passes);
    const figures = await interleaved(Object.values(subjects), ROUNDS, (work) =>
      costs(() => work(passes), expected),
    );
    for (const [kind, figure] of Object.entries(FIGURES))
      table.add(
        `${passes} root${passes === 1 ? '' : 's'} of each, ${kind}`,
        figures.map((list) => spread(list.map(figure))),
      );
  }
  table.save();
  await Promise.all([processes.close(), threads.close()]);
}

/** One for each worker. @param {Float64Array} numbers */
function halvesOf(numbers) {
  const middle = numbers.length / 2;
  return [numbers.subarray(0, middle), numbers.subarray(middle)];
}

/** Milliseconds that work takes, and that its caller's thread works and stands still for it. */
async function costs(work, expected) {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  // It compares one tick with the next: let it have some before and after.
  await sleep(20);
  const [start, before] = [performance.now(), threadCpu()];
  const sums = await work();
  const own = (threadCpu() - before) / 1000;
  const wall = performance.now() - start;
  await sleep(20);
  monitor.disable();
  const sum = sums.reduce((all, one) => all + one, 0);
  if (Math.abs(sum / expected - 1) > 1e-9) throw new Error('the result differs');
  return { own, wall, stall: monitor.max / 1e6 };
}

main();
