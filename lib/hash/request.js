'use strict';

const { constants } = require('node:buffer');
const { types } = require('node:util');
const { bytesOf } = require('../data/bytes.js');
const { coded, invalidType, invalidValue, outOfRange, stringTooLong } = require('../errors.js');
const { NO_OPTIONS } = require('../job.js');
const native = require('../native.js');
const { MAX_INT32, integer, jobOptions, optionsOf } = require('../options.js');
const { algorithmOf } = require('./algorithms.js');

const { Buffer: AS_BYTES, Hex: HEX, Base64: BASE64, Base64Url: BASE64URL } = native.Encoding;
/** Encodings by name. */
const ENCODINGS = new Map([
  ['buffer', AS_BYTES],
  ['hex', HEX],
  ['base64', BASE64],
  ['base64url', BASE64URL],
]);
/** Characters of a digest of this many bytes, by encoding. @type {Record<number, (bytes: number) => number>} */
const CHARACTERS = {
  [AS_BYTES]: () => 0,
  [HEX]: (bytes) => 2 * bytes,
  [BASE64]: (bytes) => 4 * Math.ceil(bytes / 3),
  [BASE64URL]: (bytes) => Math.ceil((4 * bytes) / 3),
};

/**
 * The least and the greatest number of bytes of a key, by the kind of key and the length that the row names.
 * @type {Record<string, (length: number) => [number, number]>}
 */
const KEY_LENGTHS = {
  hmac: () => [0, Infinity],
  blake2: (length) => [1, length],
  blake3: (length) => [length, length],
};

const MAX_SEED = 2n ** 64n - 1n;

/** @typedef {import('./algorithms.js').Row} Row */

/**
 * What a call asks for, checked: the algorithm's row, a native digest, the length of its output in bytes, the encoding's
 * number, and job options.
 * @param {'hash' | 'hashMany' | 'hashSync'} call
 * @param {unknown} algorithm
 * @param {unknown} [options] an encoding, or options
 */
function hashRequest(call, algorithm, options) {
  const row = algorithmOf(algorithm);
  const { outputLength } = row;
  if (options === undefined) return { row, digest: row.plain, outputLength, encoding: HEX, job: NO_OPTIONS };
  const given = digestOptions(call, options);
  const request = {
    row,
    digest: digestOf(row, given),
    outputLength: given.outputLength ?? outputLength,
    encoding: encodingOf(given.encoding),
    job: jobOptions(given),
  };
  refuseLongText(request.encoding, request.outputLength);
  return request;
}

/**
 * Throws where a digest would be longer than a string can be.
 * @param {number} encoding
 * @param {number} [outputLength] bytes; the algorithm's own length, if undefined, is never too long
 */
function refuseLongText(encoding, outputLength = 0) {
  if (CHARACTERS[encoding](outputLength) > constants.MAX_STRING_LENGTH) throw stringTooLong();
}

/**
 * The options of a call, of which the encoding can be given alone.
 * @param {import('../option-names.js').Call} call
 * @param {unknown} options
 */
function digestOptions(call, options) {
  return typeof options === 'string' ? { encoding: options } : optionsOf(call, options);
}

/**
 * A native digest for the row and the options.
 * @param {Row} row
 * @param {Record<string, any>} options
 */
function digestOf(row, { key, context, outputLength, seed }) {
  if (key === undefined && context === undefined && outputLength === undefined && seed === undefined)
    return row.plain;
  const length = outputLengthOf(row, outputLength);
  return new native.Digest(
    row.number,
    keyOf(row, key),
    contextOf(row, context, key),
    length,
    seedOf(row, seed),
  );
}

/**
 * The number of an encoding.
 * @param {any} [encoding]
 * @param {string} [name] of the argument that has it
 */
function encodingOf(encoding = 'hex', name = 'options.encoding') {
  const number = ENCODINGS.get(encoding);
  if (number !== undefined) return number;
  if (typeof encoding !== 'string') throw invalidType(name, 'of type string', encoding);
  throw invalidValue(name, `must be one of: ${[...ENCODINGS.keys()].join(', ')}`, encoding);
}

/**
 * @param {Row} row
 * @param {any} key
 */
function keyOf(row, key) {
  if (key === undefined) return undefined;
  if (row.key === undefined) throw invalidValue('options.key', `is not possible with ${row.name}`, key);
  const secret = types.isKeyObject(key) && key.type === 'secret' ? key.export() : key;
  const bytes = Buffer.from(bytesOf('options.key', secret));
  const [least, most] = KEY_LENGTHS[row.key](row.keyLength ?? Infinity);
  if (bytes.length < least || bytes.length > most) {
    const lengths = least === most ? most : `${least} to ${most}`;
    throw coded(
      'ERR_CRYPTO_INVALID_KEYLEN',
      `Invalid key length: ${row.name} takes ${lengths} bytes, not ${bytes.length}`,
    );
  }
  return bytes;
}

/**
 * @param {Row} row
 * @param {unknown} context
 * @param {unknown} key
 */
function contextOf(row, context, key) {
  if (context === undefined) return undefined;
  if (typeof context !== 'string') throw invalidType('options.context', 'of type string', context);
  if (row.key !== 'blake3')
    throw invalidValue('options.context', `is not possible with ${row.name}`, context);
  if (key !== undefined)
    throw invalidValue('options.context', 'is not possible together with options.key', context);
  return context;
}

/**
 * @param {Row} row
 * @param {unknown} outputLength
 */
function outputLengthOf(row, outputLength) {
  const length = integer('options.outputLength', outputLength, 0, MAX_INT32);
  if (length === undefined || row.extendable || length === row.outputLength) return length;
  throw outOfRange('options.outputLength', `${row.outputLength}, the length of ${row.name}`, length);
}

/**
 * @param {Row} row
 * @param {unknown} seed
 */
function seedOf(row, seed) {
  if (seed === undefined) return undefined;
  if (!row.seeded) throw invalidValue('options.seed', `is not possible with ${row.name}`, seed);
  if (typeof seed === 'bigint') {
    if (seed < 0n || seed > MAX_SEED) throw outOfRange('options.seed', `>= 0n && <= ${MAX_SEED}n`, seed);
    return seed;
  }
  if (typeof seed !== 'number') throw invalidType('options.seed', 'of type number or bigint', seed);
  return BigInt(integer('options.seed', seed, 0, Number.MAX_SAFE_INTEGER) ?? 0);
}

module.exports = {
  AS_BYTES,
  ENCODINGS,
  digestOf,
  digestOptions,
  encodingOf,
  hashRequest,
  refuseLongText,
};
