'use strict';

/** How large the addon is and how long it takes to load. */

const { execFileSync } = require('node:child_process');
const { statSync } = require('node:fs');
const { join } = require('node:path');
const { interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 20;
const ENTRY = join(__dirname, '../../../index.js');
const EMPTY = '';
const LOAD = `require(${JSON.stringify(ENTRY)})`;
const LOAD_TIMED = `const start = process.hrtime.bigint(); ${LOAD}; console.log(String(process.hrtime.bigint() - start))`;

async function main() {
  const subjects = ['with offloop', 'without'];
  const table = report('load-and-size', { title: 'A process that starts and ends', unit: 'ms', subjects });
  const figures = await interleaved([LOAD, EMPTY], ROUNDS, wallTime);
  const loads = Array.from({ length: ROUNDS }, () => Number(node(LOAD_TIMED)) / 1e6);
  const notes = {
    'require() alone, ms': spread(loads).median.toFixed(2),
    'size of the addon, MB': sizeOfAddon(),
  };
  table.add('wall time', figures.map(spread), notes);
  table.save();
}

function wallTime(code) {
  const start = performance.now();
  node(code);
  return performance.now() - start;
}

function node(code) {
  return execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' });
}

function sizeOfAddon() {
  require(ENTRY);
  const addon = Object.keys(require.cache).find((path) => path.endsWith('.node'));
  return (statSync(addon).size / 1e6).toFixed(2);
}

main();
