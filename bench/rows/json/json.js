'use strict';

/** What parsing and writing a document cost: the event loop's longest stall, the time until they are done, and CPU time. */

const { performance } = require('node:perf_hooks');
const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { parseJson, stringifyJson } = require('../../../index.js');
const { documentOf } = require('../../inputs/json-document.js');
const { interleaved, processCpu, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 5;
const MEGABYTES = [1, 10, 40, 200];

const PARSING = { 'offloop.parseJson': parseJson, 'JSON.parse': (bytes) => JSON.parse(bytes.toString()) };
const WRITING = {
  'offloop.stringifyJson': stringifyJson,
  'JSON.stringify': (value) => Buffer.from(JSON.stringify(value)),
};

async function main() {
  await compare('json', 'Parsing JSON of records', PARSING, (bytes) => bytes);
  await compare('json-stringify', 'Writing JSON of records', WRITING, (bytes) =>
    JSON.parse(bytes.toString()),
  );
}

/**
 * @param {string} name
 * @param {string} title
 * @param {Record<string, (input: any) => unknown>} subjects
 * @param {(document: Buffer) => unknown} inputOf what they are given
 */
async function compare(name, title, subjects, inputOf) {
  const table = report(name, { title, unit: 'ms', subjects: Object.keys(subjects) });
  for (const size of MEGABYTES) {
    const input = inputOf(documentOf(size * 1e6));
    const rounds = size > 100 ? 2 : ROUNDS;
    const runs = await interleaved(Object.values(subjects), rounds, (work) => measure(work, input));
    const figures = (key) => runs.map((list) => spread(list.map((run) => run[key])));
    table.add(`${size} MB, longest stall`, figures('stall'));
    table.add(`${size} MB, total`, figures('total'));
    const cpu = await interleaved(Object.values(subjects), rounds, (work) => cpuOf(work, input));
    table.add(`${size} MB, CPU time of all threads`, cpu.map(spread));
  }
  table.save();
}

/**
 * The longest time between two turns of the loop until the work is done, and that time.
 * @param {(input: any) => unknown} work
 * @param {unknown} input
 */
async function measure(work, input) {
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
  const result = /** @type {any} */ (await work(input));
  const total = performance.now() - start;
  on = false;
  await nextTurn();
  if (typeof result !== 'object' || result.length < 1000)
    throw new Error('neither the document nor its value');
  return { stall, total };
}

/**
 * CPU time of all threads, in milliseconds: without anything that turns the loop meanwhile, as that takes time too.
 * @param {(input: any) => unknown} work
 * @param {unknown} input
 */
async function cpuOf(work, input) {
  globalThis.gc?.();
  await sleep(20);
  const start = processCpu();
  await work(input);
  return (processCpu() - start) / 1000;
}

main();
