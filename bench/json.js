'use strict';

/** What parsing a document costs the event loop: the longest stall, and the time until the value is there. */

const { performance } = require('node:perf_hooks');
const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
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

/**
 * The longest time between two turns of the loop until the value is there, and that time.
 * @param {(bytes: Buffer) => unknown} parse
 * @param {Buffer} bytes
 */
async function measure(parse, bytes) {
  globalThis.gc?.();
  await sleep(20);
  const start = performance.now();
  let last = start;
  let stall = 0;
  let on = true;
  const turn = () => {
    const now = performance.now();
    stall = Math.max(stall, now - last);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  const value = await parse(bytes);
  const total = performance.now() - start;
  on = false;
  await nextTurn();
  if (!Array.isArray(value)) throw new Error('not the document');
  return { stall, total };
}

main();
