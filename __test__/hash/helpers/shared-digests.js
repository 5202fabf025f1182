'use strict';

const { createHash, createHmac } = require('node:crypto');

/**
 * The digests that node:crypto has too: name, bytes of a block, and bytes of output where the caller may choose.
 * @type {{ algorithm: import('../../../index.js').AlgorithmName, block: number, outputLength?: number, unlikeHmac?: true }[]}
 */
const SHARED = [
  { algorithm: 'md5', block: 64 },
  { algorithm: 'sha1', block: 64 },
  { algorithm: 'sha224', block: 64 },
  { algorithm: 'sha256', block: 64 },
  { algorithm: 'sha384', block: 128 },
  { algorithm: 'sha512', block: 128 },
  { algorithm: 'sha512-224', block: 128 },
  { algorithm: 'sha512-256', block: 128 },
  { algorithm: 'sha3-224', block: 144 },
  { algorithm: 'sha3-256', block: 136 },
  { algorithm: 'sha3-384', block: 104 },
  { algorithm: 'sha3-512', block: 72 },
  { algorithm: 'shake128', block: 168, outputLength: 16 },
  { algorithm: 'shake256', block: 136, outputLength: 32 },
  { algorithm: 'blake2b512', block: 128, unlikeHmac: true },
  { algorithm: 'blake2s256', block: 64, unlikeHmac: true },
];

/** Those whose key makes an HMAC on both sides. */
const HMACS = SHARED.filter(({ outputLength, unlikeHmac }) => outputLength === undefined && !unlikeHmac);

/** @type {(what: { algorithm: string, outputLength?: number }, data: any, encoding?: any) => any} */
function nodeDigest({ algorithm, outputLength }, data, encoding = 'hex') {
  const hash = createHash(algorithm, outputLength === undefined ? undefined : { outputLength }).update(data);
  return encoding === 'buffer' ? hash.digest() : hash.digest(encoding);
}

function nodeHmac({ algorithm }, key, data) {
  return createHmac(algorithm, key).update(data).digest('hex');
}

/** Bytes without a pattern, the same in every run. */
function bytes(length) {
  return createHash('shake128', { outputLength: length }).update('offloop').digest();
}

module.exports = { HMACS, SHARED, bytes, nodeDigest, nodeHmac };
