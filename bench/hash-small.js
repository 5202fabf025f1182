'use strict';

/** What one 64-byte SHA-256 costs the event loop. */

const { createHash, randomBytes, webcrypto } = require('node:crypto');
const { hash } = require('../index.js');
const { interleaved, perCall, spread, threadCpu } = require('./measure.js');
const { report } = require('./report.js');

const ROUNDS = 15;
const data = randomBytes(64);

const SUBJECTS = {
  'offloop.hash': () => hash('sha256', data),
  'crypto.subtle.digest': () => webcrypto.subtle.digest('SHA-256', data),
  'createHash, no promise': () => createHash('sha256').update(data).digest('hex'),
};

const CASES = [
  { inFlight: 1, count: 1000 },
  { inFlight: 16, count: 4000 },
  { inFlight: 256, count: 10_240 },
];

async function main() {
  const title = 'Main-thread CPU of one 64-byte SHA-256';
  const table = report('hash-small', { title, unit: 'µs', subjects: Object.keys(SUBJECTS) });
  for (const { inFlight, count } of CASES) {
    const figures = await interleaved(Object.values(SUBJECTS), ROUNDS, (call) =>
      perCall(threadCpu, { count, inFlight, call }),
    );
    table.add(`${inFlight} in flight`, figures.map(spread));
  }
  table.save();
}

main();
