'use strict';

const { bytesOf } = require('../data/bytes.js');
const { coded } = require('../errors.js');
const { promiseFunction } = require('../job.js');
const native = require('../native.js');
const { integer, optionsOf, refuseCallback, signalOf } = require('../options.js');
const { derive, keyLengthOf } = require('./derive.js');

/** Each cost by node:crypto's two names, and its value where neither is given or the given one is 0. */
const COSTS = [
  { short: 'N', long: 'cost', initial: 16_384 },
  { short: 'r', long: 'blockSize', initial: 8 },
  { short: 'p', long: 'parallelization', initial: 1 },
];
const MAX_COST = 2 ** 32 - 1;
/** Bytes: 32 MiB. */
const DEFAULT_MAXMEM = 32 << 20;
/** The greatest product of r and p (RFC 7914, section 6). */
const MAX_PRODUCT = 2 ** 30 - 1;

/** @type {(...args: Parameters<typeof import('../../index.d.ts').scrypt>) => Promise<Buffer>} */
async function scrypt(password, salt, keylen, options, ...rest) {
  refuseCallback(rest);
  const inputs = [bytesOf('password', password), bytesOf('salt', salt)];
  const length = keyLengthOf(keylen);
  const given = optionsOf('scrypt', options ?? undefined);
  const { cost, blockSize, parallelization, maxmem } = costsOf(given);
  checkCosts(cost, blockSize, parallelization);
  checkMemory(cost, blockSize, parallelization, maxmem);
  const derivation = native.Derivation.scrypt(cost, blockSize, parallelization, length);
  const job = { signal: signalOf(given.signal) };
  return derive({ operation: 'scrypt', cost, blockSize, parallelization }, derivation, inputs, job);
}

/** @param {Record<string, any>} given */
function costsOf(given) {
  const [cost, blockSize, parallelization] = COSTS.map((row) => costOf(given, row));
  const maxmem = integer('options.maxmem', given.maxmem, 0, Number.MAX_SAFE_INTEGER) || DEFAULT_MAXMEM;
  return { cost, blockSize, parallelization, maxmem };
}

/**
 * @param {Record<string, any>} given
 * @param {typeof COSTS[number]} row
 */
function costOf(given, { short, long, initial }) {
  if (given[short] !== undefined && given[long] !== undefined) {
    throw coded(
      'ERR_INCOMPATIBLE_OPTION_PAIR',
      `Option "${short}" cannot be used in combination with option "${long}"`,
    );
  }
  const name = given[short] === undefined ? long : short;
  return integer(`options.${name}`, given[name], 0, MAX_COST) || initial;
}

/**
 * @param {number} cost
 * @param {number} blockSize
 * @param {number} parallelization
 */
function checkCosts(cost, blockSize, parallelization) {
  const isPowerOfTwo = cost > 1 && Number.isInteger(Math.log2(cost));
  if (isPowerOfTwo && cost < 2 ** (16 * blockSize) && blockSize * parallelization <= MAX_PRODUCT) return;
  throw coded('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params');
}

/**
 * @param {number} cost
 * @param {number} blockSize
 * @param {number} parallelization
 * @param {number} maxmem
 */
function checkMemory(cost, blockSize, parallelization, maxmem) {
  if (128 * blockSize * (cost + parallelization + 2) <= maxmem) return;
  throw coded('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params: memory limit exceeded');
}

module.exports = { checkCosts, checkMemory, costsOf, scrypt: promiseFunction(scrypt) };
