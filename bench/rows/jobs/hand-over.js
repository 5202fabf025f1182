'use strict';

/** What handing one job to another thread costs the event loop, beside the copy of its input. */

const { randomBytes, webcrypto } = require('node:crypto');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { compress, hash } = require('../../../index.js');
const { interleaved, perCall, spread, threadCpu } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 11;
const KIB = 1024;
const gzip = promisify(zlib.gzip);

/** Inputs a little too large to be digested at once, and hardly any input at all. */
const JOBS = [
  {
    label: 'SHA-512, 4.5 KiB',
    data: randomBytes(4.5 * KIB),
    ours: (data) => hash('sha512', data),
    peer: (data) => webcrypto.subtle.digest('SHA-512', data),
  },
  {
    label: 'SHA-256, 24 KiB',
    data: randomBytes(24 * KIB),
    ours: (data) => hash('sha256', data),
    peer: (data) => webcrypto.subtle.digest('SHA-256', data),
  },
  {
    label: 'gzip, 64 B',
    data: randomBytes(64),
    ours: (data) => compress('gzip', data),
    peer: (data) => gzip(data),
  },
];

const CASES = [
  { inFlight: 1, count: 400 },
  { inFlight: 16, count: 1600 },
  { inFlight: 256, count: 5120 },
];

async function main() {
  const title = 'Main-thread CPU of one job on another thread';
  const subjects = ['offloop', 'node:crypto, node:zlib', 'the copy alone'];
  const table = report('hand-over', { title, unit: 'µs', subjects, beside: ['the copy alone'] });
  for (const { label, data, ours, peer } of JOBS) {
    const target = Buffer.alloc(data.length);
    const calls = [() => ours(data), () => peer(data), () => target.set(data)];
    for (const { inFlight, count } of CASES) {
      const figures = await interleaved(calls, ROUNDS, (call) =>
        perCall(threadCpu, { count, inFlight, call }),
      );
      const spreads = figures.map(spread);
      table.add(`${label}, ${inFlight} in flight`, spreads, { 'beyond the copy': beyond(spreads) });
    }
  }
  table.save();
}

/**
 * Our figure less the copy's.
 * @param {import('../../measure/measure.js').Spread[]} spreads
 */
function beyond([ours, , copy]) {
  return Number((ours.median - copy.median).toFixed(2));
}

main();
