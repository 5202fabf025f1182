'use strict';

/** What parsing a document costs the event loop: the longest stall, and the time until the value is there. */

const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { parseJson } = require('../index.js');
const { documentOf } = require('./json-document.js');
const { interleaved, spread } = require('./measure.js');
const { report } = require('./report.js');

const ROUNDS = 5;
const MEGABYTES = [1, 10, 40, 200];

const SUBJECTS = { 'offloop.parseJson': parseJson, 'JSON.parse': (bytes) => JSON.parse(bytes.toString()) };

async function main() {
  const title = 'Parsing JSON of records';
  const table = report('json', { title, unit: 'ms', subjects: Object.keys(SUBJECTS) });
  for (const size of MEGABYTES) {
    const bytes = documentOf(size * 1e6);
    const rounds = size > 100 ? 2 : ROUNDS;
    const runs = await interleaved(Object.values(SUBJECTS), rounds, (parse) => measure(parse, bytes));
    const figures = (name) => runs.map((list) => spread(list.map((run) => run[name])));
    table.add(`${size} MB, longest stall`, figures('stall'));
    table.add(`${size} MB, total`, figures('total'));
  }
  table.save();
}

/** @param {(bytes: Buffer) => unknown} parse @param {Buffer} bytes */
async function measure(parse, bytes) {
  globalThis.gc?.();
  await sleep(20);
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await sleep(5);
  monitor.reset();
  const start = performance.now();
  const value = await parse(bytes);
  const total = performance.now() - start;
  await sleep(3);
  monitor.disable();
  if (!Array.isArray(value)) throw new Error('not the document');
  return { stall: monitor.max / 1e6, total };
}

main();
