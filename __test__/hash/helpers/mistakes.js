'use strict';

/**
 * Wrong arguments, and the error's class, code, and a part of its message that names the argument and what came.
 * @type {[[any, any, any?], ErrorConstructor, string, string][]}
 */
// prettier-ignore
const MISTAKES = [
  [[undefined, 'x'], TypeError, 'ERR_INVALID_ARG_TYPE', 'The "algorithm" argument must be of type string. Received undefined'],
  [['sha257', 'x'], TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: sha257'],
  [['sha256', undefined], TypeError, 'ERR_INVALID_ARG_TYPE', 'The "data" argument must be of type string or an instance of Buffer'],
  [['sha256', 5], TypeError, 'ERR_INVALID_ARG_TYPE', 'Received type number (5)'],
  [['sha256', {}], TypeError, 'ERR_INVALID_ARG_TYPE', 'Received an instance of Object'],
  [['sha256', 'x', 5], TypeError, 'ERR_INVALID_ARG_TYPE', 'The "options" argument must be of type object. Received type number (5)'],
  [['sha256', 'x', null], TypeError, 'ERR_INVALID_ARG_TYPE', 'Received null'],
  [['sha256', 'x', 'latin1'], TypeError, 'ERR_INVALID_ARG_VALUE', "must be one of: buffer, hex, base64, base64url. Received 'latin1'"],
  [['sha256', 'x', { encoding: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE', 'The "options.encoding" property must be of type string'],
  [['sha256', 'x', { key: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE', '"options.key" property'],
  [['crc32', 'x', { key: 'k' }], TypeError, 'ERR_INVALID_ARG_VALUE', "'options.key' is not possible with crc32"],
  [['shake128', 'x', { key: 'k' }], TypeError, 'ERR_INVALID_ARG_VALUE', "'options.key' is not possible with shake128"],
  [['blake3', 'x', { key: 'short' }], RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'blake3 takes 32 bytes, not 5'],
  [['blake2b512', 'x', { key: Buffer.alloc(65) }], RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'blake2b512 takes 1 to 64 bytes, not 65'],
  [['blake2s256', 'x', { key: '' }], RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'blake2s256 takes 1 to 32 bytes, not 0'],
  [['sha256', 'x', { context: 'c' }], TypeError, 'ERR_INVALID_ARG_VALUE', "'options.context' is not possible with sha256"],
  [['blake3', 'x', { context: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE', '"options.context" property'],
  [['blake3', 'x', { context: 'c', key: Buffer.alloc(32) }], TypeError, 'ERR_INVALID_ARG_VALUE', 'together with options.key'],
  [['sha256', 'x', { outputLength: 16 }], RangeError, 'ERR_OUT_OF_RANGE', 'It must be 32, the length of sha256. Received 16'],
  [['blake3', 'x', { outputLength: -1 }], RangeError, 'ERR_OUT_OF_RANGE', '"options.outputLength" is out of range'],
  [['blake3', 'x', { outputLength: 1.5 }], RangeError, 'ERR_OUT_OF_RANGE', 'It must be an integer. Received 1.5'],
  [['blake3', 'x', { outputLength: 2 ** 31 }], RangeError, 'ERR_OUT_OF_RANGE', '2147483648'],
  [['sha256', 'x', { seed: 1 }], TypeError, 'ERR_INVALID_ARG_VALUE', "'options.seed' is not possible with sha256"],
  [['xxh3', 'x', { seed: '1' }], TypeError, 'ERR_INVALID_ARG_TYPE', '"options.seed" property must be of type number or bigint'],
  [['xxh3', 'x', { seed: -1n }], RangeError, 'ERR_OUT_OF_RANGE', 'Received -1n'],
  [['xxh3', 'x', { seed: 2n ** 64n }], RangeError, 'ERR_OUT_OF_RANGE', '"options.seed" is out of range'],
];

module.exports = { MISTAKES };
