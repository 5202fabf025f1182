'use strict';

/** Many inputs of 1 MiB in one call, beside digests one by one. */

const { createHash, randomBytes, webcrypto } = require('node:crypto');
const { hashMany } = require('../../../index.js');
const { ALGORITHMS } = require('../../peers/hashes.js');
const { compare } = require('../../measure/compare.js');
const { peer } = require('../../peers/install.js');
const { reportCosts } = require('../../report/report.js');

const MIB = 1 << 20;
const INPUTS = 32;

async function main() {
  const inputs = Array.from({ length: INPUTS }, () => randomBytes(MIB));
  const subjects = ['offloop', 'node:crypto', 'crypto.subtle', '@napi-rs/blake-hash'];
  const table = reportCosts('hash-many', {
    title: `Digests of ${INPUTS} inputs of 1 MiB`,
    unit: 'ns a byte',
    subjects,
  });
  for (const algorithm of ['sha256', 'sha512', 'sha1', 'blake3']) {
    table.add(algorithm, await compare(await calls(algorithm, inputs), { bytes: INPUTS * MIB }));
  }
  table.save();
}

async function calls(algorithm, inputs) {
  const ours = { offloop: () => hashMany(algorithm, inputs) };
  if (algorithm === 'blake3') {
    const rust = await peer('@napi-rs/blake-hash');
    return rust
      ? { ...ours, '@napi-rs/blake-hash': () => inputs.forEach((input) => rust.blake3(input)) }
      : ours;
  }
  const { subtle } = ALGORITHMS[algorithm];
  return {
    ...ours,
    'node:crypto': () => inputs.forEach((input) => createHash(algorithm).update(input).digest('hex')),
    'crypto.subtle': () => Promise.all(inputs.map((input) => webcrypto.subtle.digest(subtle, input))),
  };
}

main();
