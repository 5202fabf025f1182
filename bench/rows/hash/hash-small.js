'use strict';

/** What one 64-byte SHA-256 costs the event loop. */

const { randomBytes } = require('node:crypto');
const { compare } = require('../../measure/compare.js');
const { hashers } = require('../../peers/hashes.js');
const { reportCosts } = require('../../report/report.js');

const data = randomBytes(64);

async function main() {
  const calls = await hashers('sha256', data);
  // The only other one whose promise is node's own comes first.
  const { offloop, 'crypto.subtle': subtle, ...others } = calls;
  const subjects = { offloop, 'crypto.subtle': subtle, ...others };
  const table = reportCosts('hash-small', {
    title: 'One 64-byte SHA-256',
    unit: 'µs',
    subjects: Object.keys(subjects),
    first: 'main',
  });
  for (const inFlight of [1, 16, 256]) {
    table.add(`${inFlight} in flight`, await compare(subjects, { inFlight, rounds: 9 }));
  }
  table.save();
}

main();
