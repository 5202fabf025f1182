'use strict';

/** Digests by size of the input, beside everything that makes the same. */

const { randomBytes } = require('node:crypto');
const { compare } = require('../../measure/compare.js');
const { QUICK } = require('../../measure/measure.js');
const { ALGORITHMS, hashers } = require('../../peers/hashes.js');
const { reportCosts } = require('../../report/report.js');

const KIB = 1024;
const MIB = 1024 * KIB;
const SIZES = {
  '64 B': 64,
  '1 KiB': KIB,
  '16 KiB': 16 * KIB,
  '256 KiB': 256 * KIB,
  '1 MiB': MIB,
  '64 MiB': 64 * MIB,
};
/** As in a service that has something to do. One call has enough for all threads where they can share it. */
const IN_FLIGHT = 4;
const FEW_FROM = 16 * MIB;

async function main() {
  const data = randomBytes(64 * MIB);
  for (const algorithm of Object.keys(ALGORITHMS)) {
    const subjects = Object.keys(await hashers(algorithm, data.subarray(0, 64)));
    const table = reportCosts(`hash-${algorithm}`, { title: algorithm, unit: 'ns a byte', subjects });
    for (const [label, bytes] of Object.entries(SIZES)) {
      if (QUICK && bytes >= FEW_FROM) continue;
      const how = bytes < FEW_FROM ? { bytes, inFlight: IN_FLIGHT } : { bytes, inFlight: 1, rounds: 3 };
      table.add(label, await compare(await hashers(algorithm, data.subarray(0, bytes)), how));
    }
    table.save();
  }
}

main();
