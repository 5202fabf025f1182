'use strict';

const crypto = require('node:crypto');
const { checkCosts, checkMemory, costsOf } = require('../password/scrypt.js');
const native = require('../native.js');
const { MAX_INT32 } = require('../options.js');
const {
  MAX_DATA,
  MAX_LANES,
  MAX_UINT32,
  MIN_MEMORY_A_LANE,
  MIN_NONCE,
  VARIANTS,
  VERSION,
} = require('../password/argon2.js');
const { ROWS } = require('../password/macs.js');
const { replaceDigest } = require('./digest.js');
const { allSmallBytes, arrayBufferOf, deriving, isIntegerWithin, isPlain } = require('./inputs.js');
const { replace } = require('./replace.js');

/** @typedef {import('./replace.js').Plan} Plan */

/** The digests of OpenSSL that are ours too, by OpenSSL's names, which are the same in any case. */
const DIGESTS = new Map(
  ROWS.filter(({ name }) => crypto.getHashes().includes(name)).map((row) => [row.name, row]),
);

/** @param {unknown} digest */
function rowOf(digest) {
  return typeof digest === 'string' ? DIGESTS.get(digest.toLowerCase()) : undefined;
}

/** @type {Plan} */
function pbkdf2([password, salt, iterations, keylen, digest, callback]) {
  const inputs = allSmallBytes([password, salt]);
  const row = rowOf(digest);
  if (inputs === undefined || row === undefined || typeof callback !== 'function') return undefined;
  if (!isIntegerWithin(iterations, 1, MAX_INT32) || !isIntegerWithin(keylen, 1, MAX_INT32)) return undefined;
  return deriving('pbkdf2', native.Derivation.pbkdf2(row.number, iterations, keylen), inputs);
}

const SCRYPT_OPTIONS = new Set(['N', 'r', 'p', 'cost', 'blockSize', 'parallelization', 'maxmem']);

/** @type {Plan} */
function scrypt([password, salt, keylen, ...rest]) {
  const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
  const inputs = allSmallBytes([password, salt]);
  if (inputs === undefined || typeof callback !== 'function') return undefined;
  if (!isIntegerWithin(keylen, 1, MAX_INT32) || !isPlain(options, SCRYPT_OPTIONS)) return undefined;
  try {
    const { cost, blockSize, parallelization, maxmem } = costsOf(options);
    checkCosts(cost, blockSize, parallelization);
    checkMemory(cost, blockSize, parallelization, maxmem);
    return deriving('scrypt', native.Derivation.scrypt(cost, blockSize, parallelization, keylen), inputs);
  } catch {
    // The error is node's own.
    return undefined;
  }
}

/** The greatest length of a key, in digests (RFC 5869), and of `info`, in bytes: node's own limit. */
const HKDF = { digests: 255, info: 1024 };

/** @type {Plan} */
function hkdf([digest, key, salt, info, keylen, callback]) {
  const row = rowOf(digest);
  const material = key instanceof crypto.KeyObject && key.type === 'secret' ? key.export() : key;
  const inputs = allSmallBytes([material, salt, info]);
  if (inputs === undefined || row === undefined || typeof callback !== 'function') return undefined;
  if (!isIntegerWithin(keylen, 1, HKDF.digests * row.outputLength)) return undefined;
  if (Buffer.byteLength(inputs[2]) > HKDF.info) return undefined;
  const work = deriving('hkdf', native.Derivation.hkdf(row.number, keylen), inputs);
  return async () => arrayBufferOf(await work());
}

const ARGON2 = new Set([
  'message',
  'nonce',
  'parallelism',
  'tagLength',
  'memory',
  'passes',
  'secret',
  'associatedData',
]);

/** @type {Plan} */
function argon2([algorithm, parameters, callback]) {
  const variant = VARIANTS.get(algorithm);
  if (variant === undefined || typeof callback !== 'function' || !isPlain(parameters, ARGON2))
    return undefined;
  const {
    message,
    nonce,
    parallelism,
    tagLength,
    memory,
    passes,
    secret = '',
    associatedData = '',
  } = parameters;
  const inputs = allSmallBytes([message, nonce, secret, associatedData]);
  if (
    inputs === undefined ||
    Buffer.byteLength(inputs[1]) < MIN_NONCE ||
    Buffer.byteLength(inputs[3]) > MAX_DATA
  )
    return undefined;
  if (!isIntegerWithin(parallelism, 1, MAX_LANES) || !isIntegerWithin(tagLength, 4, MAX_UINT32))
    return undefined;
  if (
    !isIntegerWithin(memory, MIN_MEMORY_A_LANE * parallelism, MAX_UINT32) ||
    !isIntegerWithin(passes, 1, MAX_UINT32)
  )
    return undefined;
  return deriving(
    'argon2',
    native.Derivation.argon2(variant, VERSION, memory, passes, parallelism, tagLength),
    inputs,
  );
}

/** @type {Record<string, Plan>} */
const PLANS = { pbkdf2, scrypt, hkdf, argon2 };

/** Replaces the derivations of node:crypto that have callbacks, and `subtle.digest`. A FIPS provider is left to do what it must do itself. */
function replaceCrypto() {
  if (crypto.getFips() !== 0) return [];
  const names = Object.keys(PLANS).filter((name) => name in crypto);
  return [
    ...names.map((name) => replace(crypto, name, `crypto.${name}`, PLANS[name], null)),
    replaceDigest(),
  ];
}

module.exports = { replaceCrypto };
