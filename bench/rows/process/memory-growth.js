'use strict';

/** Whether memory stays level: large round trips, and many small jobs. Takes minutes. */

const assert = require('node:assert');
const { compress, decompress, hash } = require('../../../index.js');
const { corpus } = require('../../inputs/corpus.js');
const { perCall } = require('../../measure/measure.js');

const SAMPLES = 10;
const MB = 1e6;
const large = corpus().json;
const small = large.subarray(0, 1024);

/** Level 1, since it is memory that is looked at. */
async function roundTrip(data) {
  const plain = await decompress('gzip', await compress('gzip', data, { level: 1 }));
  assert(plain.length === data.length);
}

const RUNS = [
  { label: 'hash of 8 MiB', count: 2000, inFlight: 2, call: () => hash('sha256', large) },
  { label: 'gzip and gunzip of 8 MiB', count: 2000, inFlight: 2, call: () => roundTrip(large) },
  { label: 'hash of 1 KiB', count: 100_000, inFlight: 64, call: () => hash('sha256', small) },
  {
    label: 'hash of 1 KiB, on the pool',
    count: 100_000,
    inFlight: 64,
    call: () => hash('sha256', small, { transfer: true }),
  },
  { label: 'gzip and gunzip of 1 KiB', count: 100_000, inFlight: 64, call: () => roundTrip(small) },
];

async function main() {
  console.log(`Resident memory (and heap) after each tenth of the calls [MB]`);
  for (const { label, count, inFlight, call } of RUNS) {
    const samples = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await perCall(Date.now, { count: count / SAMPLES, inFlight, call });
      samples.push(memory());
    }
    console.log(`${label}, ${count} times: ${samples.join('  ')}`);
  }
}

function memory() {
  global.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return `${Math.round(rss / MB)} (${(heapUsed / MB).toFixed(1)})`;
}

main();
