'use strict';

const { createHash, getHashes, webcrypto } = require('node:crypto');
const zlib = require('node:zlib');
const { hash } = require('../../index.js');
const { peer } = require('./install.js');

/** Algorithms that are measured, by our names, with the names that they have elsewhere. */
const ALGORITHMS = {
  sha256: { subtle: 'SHA-256', wasm: 'sha256', noble: 'sha256', hasha: true },
  sha512: { subtle: 'SHA-512', wasm: 'sha512', noble: 'sha512', hasha: true },
  sha1: { subtle: 'SHA-1', wasm: 'sha1', noble: 'sha1', hasha: true },
  md5: { wasm: 'md5', noble: 'md5', hasha: true },
  'sha3-256': { wasm: 'sha3', wasmArguments: [256], noble: 'sha3_256' },
  blake3: { wasm: 'blake3', noble: 'blake3', native: blake3 },
  xxh3: { wasm: 'xxhash3', native: xxh3 },
  crc32: { wasm: 'crc32', native: crc32 },
};

/** JavaScript that takes seconds for much data. */
const MOST_BYTES_IN_JAVASCRIPT = 1 << 20;

/**
 * Who makes this digest of `data`, ours first. The promise of ours, of crypto.subtle's and of hasha's is settled by
 * another thread; the others work on the main thread.
 * @param {string} algorithm
 * @param {Buffer} data
 * @returns {Promise<Record<string, () => unknown>>}
 */
async function hashers(algorithm, data) {
  const { subtle, wasm, wasmArguments = [], noble, hasha, native } = ALGORITHMS[algorithm];
  const calls = { offloop: () => hash(/** @type {any} */ (algorithm), data), ...(await native?.(data)) };
  if (getHashes().includes(algorithm)) {
    calls['node:crypto'] = () => createHash(algorithm).update(data).digest('hex');
  }
  if (subtle) calls['crypto.subtle'] = () => webcrypto.subtle.digest(subtle, data);
  const ofHasha = hasha && (await peer('hasha'));
  if (ofHasha) calls.hasha = () => ofHasha.hash(data, { algorithm });
  const ofWasm = await peer('hash-wasm');
  if (ofWasm) calls['hash-wasm'] = () => ofWasm[wasm](data, ...wasmArguments);
  const nobles = noble && data.length <= MOST_BYTES_IN_JAVASCRIPT && (await peer('@noble/hashes'));
  if (nobles) calls['@noble/hashes'] = () => nobles[noble](data);
  return calls;
}

async function blake3(data) {
  const rust = await peer('@napi-rs/blake-hash');
  return rust && { '@napi-rs/blake-hash': () => rust.blake3(data) };
}

async function xxh3(data) {
  const rust = await peer('@node-rs/xxhash');
  return rust && { '@node-rs/xxhash': () => rust.xxh3.xxh64(data) };
}

async function crc32(data) {
  const rust = await peer('@node-rs/crc32');
  const calls = rust ? { '@node-rs/crc32': () => rust.crc32(data) } : {};
  if (zlib.crc32) calls['node:zlib'] = () => zlib.crc32(data);
  return calls;
}

module.exports = { ALGORITHMS, hashers };
