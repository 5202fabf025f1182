'use strict';

/**
 * How large the addon is, what it adds to a process that starts and ends, and the time from `require` to the first digest and
 * the first pool of a program, with the package as `npm pack` makes it.
 */

const { execFileSync } = require('node:child_process');
const { statSync } = require('node:fs');
const { join } = require('node:path');
const { interleaved, spread } = require('../../measure/measure.js');
const { ROOT, withPackage } = require('../../measure/packed.js');
const { report } = require('../../report/report.js');

const ROUNDS = 20;
const STEPS = ['require()', 'first hash', 'first WorkerPool', 'together'];

function main() {
  return withPackage(async (packed) => {
    await startAndEnd(packed);
    await firstCalls(packed);
  });
}

async function startAndEnd(packed) {
  const subjects = ['with offloop', 'without'];
  const table = report('load-and-size', { title: 'A process that starts and ends', unit: 'ms', subjects });
  const programs = [`require(${JSON.stringify(packed)})`, ''];
  const figures = await interleaved(programs, ROUNDS, wallTime);
  table.add('wall time', figures.map(spread), { 'size of the addon, MB': sizeOfAddon() });
  table.save();
}

function wallTime(code) {
  const start = performance.now();
  node(code);
  return performance.now() - start;
}

function sizeOfAddon() {
  require(ROOT);
  const addon = /** @type {string} */ (Object.keys(require.cache).find((path) => path.endsWith('.node')));
  return (statSync(addon).size / 1e6).toFixed(2);
}

async function firstCalls(packed) {
  const subjects = ['as packed', 'in a clone'];
  const table = report('first-calls', { title: 'From loading to the first pool', unit: 'ms', subjects });
  const times = await interleaved([packed, ROOT], ROUNDS, timesOfSteps);
  for (const [step, name] of STEPS.entries()) {
    table.add(
      name,
      times.map((rounds) => spread(rounds.map((steps) => steps[step]))),
    );
  }
  table.save();
}

/** Milliseconds of each step in a program that loads the package from a folder. */
function timesOfSteps(folder) {
  const program = `
    const start = performance.now();
    const offloop = require(${JSON.stringify(folder)});
    const loaded = performance.now();
    offloop.hash('sha256', 'abc');
    const hashed = performance.now();
    new offloop.WorkerPool(${JSON.stringify(join(__dirname, '../../peers/workers/echo-task.js'))});
    const end = performance.now();
    console.log(JSON.stringify([loaded - start, hashed - loaded, end - hashed, end - start]));
    process.exit();`;
  return JSON.parse(node(program));
}

function node(code) {
  return execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' });
}

main();
