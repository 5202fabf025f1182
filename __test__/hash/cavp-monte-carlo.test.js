'use strict';

const { hashSync } = require('../../index.js');
const { readBlocks } = require('./helpers/vectors.js');

const ROUNDS = 1000;

/** SHA-1 and SHA-2 (SHAVS, 6.4): each digest is that of the three before it, put together. */
function chainOfThree(algorithm, seed) {
  let [first, second, third] = [seed, seed, seed];
  for (let round = 0; round < ROUNDS; round++) {
    const next = hashSync(algorithm, Buffer.concat([first, second, third]), 'buffer');
    [first, second, third] = [second, third, next];
  }
  return third;
}

/** SHA-3 (SHA3VS, 6.2.3): each digest is that of the one before it. */
function chainOfOne(algorithm, seed) {
  let digest = seed;
  for (let round = 0; round < ROUNDS; round++) digest = hashSync(algorithm, digest, 'buffer');
  return digest;
}

/**
 * SHAKE (SHA3VS, 6.3.3): each message is the first 16 bytes of the output before it, filled up with zeros, and the
 * last two bytes of each output choose the length of the next, from the least to the most.
 */
function chainOfLengths(algorithm, { seed, outputLength, least, most }) {
  let output = seed;
  let length = outputLength;
  for (let round = 0; round < ROUNDS; round++) {
    const message = Buffer.concat([output, Buffer.alloc(16)]).subarray(0, 16);
    output = hashSync(algorithm, message, { outputLength: length, encoding: 'buffer' });
    length = least + (output.readUInt16BE(output.length - 2) % (most - least + 1));
  }
  return { output, outputLength: length };
}

/** @type {[string, string, (algorithm: string, seed: Buffer) => Buffer][]} */
const CHAINS = [
  ['SHA1', 'sha1', chainOfThree],
  ['SHA224', 'sha224', chainOfThree],
  ['SHA256', 'sha256', chainOfThree],
  ['SHA384', 'sha384', chainOfThree],
  ['SHA512', 'sha512', chainOfThree],
  ['SHA512_224', 'sha512-224', chainOfThree],
  ['SHA512_256', 'sha512-256', chainOfThree],
  ['SHA3_224', 'sha3-224', chainOfOne],
  ['SHA3_256', 'sha3-256', chainOfOne],
  ['SHA3_384', 'sha3-384', chainOfOne],
  ['SHA3_512', 'sha3-512', chainOfOne],
];

test.each(CHAINS)('%s passes the Monte Carlo test of NIST CAVP', (file, algorithm, chain) => {
  const [{ Seed }, ...links] = readBlocks(`cavp/${file}Monte.rsp.gz`);
  expect(links).toHaveLength(100);
  /** @type {Buffer} */
  let digest = Buffer.from(Seed, 'hex');
  for (const { MD } of links) {
    digest = chain(algorithm, digest);
    expect(digest.toString('hex')).toBe(MD);
  }
});

test.each([
  ['SHAKE128', 'shake128'],
  ['SHAKE256', 'shake256'],
])('%s passes the Monte Carlo test of NIST CAVP', (file, algorithm) => {
  const [start, ...links] = readBlocks(`cavp/${file}Monte.rsp.gz`);
  expect(links).toHaveLength(100);
  const least = Number(start['Minimum Output Length (bits)']) / 8;
  const most = Number(start['Maximum Output Length (bits)']) / 8;
  let seed = Buffer.from(start.Msg, 'hex');
  let outputLength = most;
  for (const { Output } of links) {
    ({ output: seed, outputLength } = chainOfLengths(algorithm, { seed, outputLength, least, most }));
    expect(seed.toString('hex')).toBe(Output);
  }
});
