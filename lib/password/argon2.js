'use strict';

const { bytesOf, sizeOf } = require('../data/bytes.js');
const { invalidType, invalidValue, outOfRange } = require('../errors.js');
const { promiseFunction } = require('../job.js');
const native = require('../native.js');
const { object, optionsOf, refuseUnknown, requiredInteger, signalOf } = require('../options.js');
const { derive } = require('./derive.js');

const VARIANTS = new Map([
  ['argon2d', native.Argon2Variant.D],
  ['argon2i', native.Argon2Variant.I],
  ['argon2id', native.Argon2Variant.Id],
]);
const VERSION = 0x13;
/** Bounds of RFC 9106, section 3.1. Memory is in KiB; `MAX_UINT32` is the bound of all other numbers. */
const MAX_UINT32 = 2 ** 32 - 1;
const MAX_LANES = 2 ** 24 - 1;
const MIN_MEMORY_A_LANE = 8;
const MIN_NONCE = 8;
const MAX_DATA = 32;

/** @type {(...args: Parameters<typeof import('../../index.d.ts').argon2>) => Promise<Buffer>} */
async function argon2(algorithm, parameters, options) {
  const variant = variantOf(algorithm);
  if (parameters === undefined) throw invalidType('parameters', 'of type object', parameters);
  refuseUnknown('argon2.parameters', object('parameters', parameters));
  const { message, nonce, secret = '', associatedData = '' } = parameters;
  const inputs = [
    bytesOf('parameters.message', message),
    sized('parameters.nonce', nonce, MIN_NONCE, MAX_UINT32),
    bytesOf('parameters.secret', secret),
    sized('parameters.associatedData', associatedData, 0, MAX_DATA),
  ];
  const costs = costsOf(parameters);
  const { memory, passes, parallelism, tagLength } = costs;
  const derivation = native.Derivation.argon2(variant, VERSION, memory, passes, parallelism, tagLength);
  const job = { signal: signalOf(optionsOf('argon2', options).signal) };
  return derive({ operation: 'argon2', algorithm, ...costs }, derivation, inputs, job);
}

/** @param {any} algorithm */
function variantOf(algorithm) {
  const variant = VARIANTS.get(algorithm);
  if (variant !== undefined) return variant;
  if (typeof algorithm !== 'string') throw invalidType('algorithm', 'of type string', algorithm);
  throw invalidValue('algorithm', `must be one of: ${[...VARIANTS.keys()].join(', ')}`, algorithm);
}

/** @param {Record<string, any>} parameters */
function costsOf(parameters) {
  const parallelism = requiredInteger('parameters.parallelism', parameters.parallelism, 1, MAX_LANES);
  const tagLength = requiredInteger('parameters.tagLength', parameters.tagLength, 4, MAX_UINT32);
  const memory = requiredInteger(
    'parameters.memory',
    parameters.memory,
    MIN_MEMORY_A_LANE * parallelism,
    MAX_UINT32,
  );
  const passes = requiredInteger('parameters.passes', parameters.passes, 1, MAX_UINT32);
  return { memory, passes, parallelism, tagLength };
}

/**
 * Bytes of a length within the bounds.
 * @param {string} name
 * @param {unknown} data
 * @param {number} min
 * @param {number} max
 */
function sized(name, data, min, max) {
  const bytes = bytesOf(name, data);
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : sizeOf(bytes);
  if (size < min || size > max) throw outOfRange(`${name}.byteLength`, `>= ${min} && <= ${max}`, size);
  return bytes;
}

module.exports = {
  MAX_DATA,
  MAX_LANES,
  MAX_UINT32,
  MIN_MEMORY_A_LANE,
  MIN_NONCE,
  VARIANTS,
  VERSION,
  argon2: promiseFunction(argon2),
};
