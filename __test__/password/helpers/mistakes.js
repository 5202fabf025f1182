'use strict';

/**
 * Bad calls that node:crypto refuses too: the error is expected to be the same, but for the words.
 * @type {Record<string, any[][]>}
 */
// prettier-ignore
const AS_NODE = {
  pbkdf2: [
    [5, 's', 1, 8, 'sha1'],
    ['p', {}, 1, 8, 'sha1'],
    ['p', 's', '1', 8, 'sha1'],
    ['p', 's', undefined, 8, 'sha1'],
    ['p', 's', 0, 8, 'sha1'],
    ['p', 's', 1.5, 8, 'sha1'],
    ['p', 's', NaN, 8, 'sha1'],
    ['p', 's', 2 ** 31, 8, 'sha1'],
    ['p', 's', 1, -1, 'sha1'],
    ['p', 's', 1, 2 ** 31, 'sha1'],
    ['p', 's', 1, '8', 'sha1'],
    ['p', 's', 1, 8, 'nonsense'],
    ['p', 's', 1, 8, undefined],
    ['p', 's', 1, 8, 5],
  ],
  hkdf: [
    [5, 'k', 's', 'i', 8],
    ['nonsense', 'k', 's', 'i', 8],
    ['sha1', 5, 's', 'i', 8],
    ['sha1', 'k', null, 'i', 8],
    ['sha1', 'k', 's', undefined, 8],
    ['sha1', 'k', 's', Buffer.alloc(1025), 8],
    ['sha1', 'k', 's', 'é'.repeat(513), 8],
    ['sha1', 'k', 's', 'i', -1],
    ['sha1', 'k', 's', 'i', 1.5],
    ['sha1', 'k', 's', 'i', '8'],
    ['sha1', 'k', 's', 'i', 255 * 20 + 1],
  ],
  scrypt: [
    [5, 's', 8],
    ['p', undefined, 8],
    ['p', 's', '8'],
    ['p', 's', -1],
    ['p', 's', 2 ** 31],
    ['p', 's', 8, { N: '2' }],
    ['p', 's', 8, { N: 1.5 }],
    ['p', 's', 8, { cost: -1 }],
    ['p', 's', 8, { N: 2 ** 32 }],
    ['p', 's', 8, { r: -1 }],
    ['p', 's', 8, { parallelization: -1 }],
    ['p', 's', 8, { maxmem: -1 }],
    ['p', 's', 8, { maxmem: '5' }],
    ['p', 's', 8, { N: 1 }],
    ['p', 's', 8, { N: 3 }],
    ['p', 's', 8, { N: 2 ** 16, r: 1, maxmem: 2 ** 40 }],
    ['p', 's', 8, { N: 2 ** 15 }],
    ['p', 's', 8, { N: 2 ** 15, maxmem: 128 * 8 * (2 ** 15 + 3) - 1 }],
    ['p', 's', 8, { N: 2, r: 2 ** 20, p: 2 ** 12, maxmem: 2 ** 50 }],
  ],
};

const COSTS = { message: 'm', nonce: 'saltsalt', memory: 64, passes: 1, parallelism: 1, tagLength: 32 };

/**
 * Bad calls that only newer versions of Node refuse, or none.
 * @type {[string, any[], ErrorConstructor, string][]}
 */
// prettier-ignore
const OURS = [
  ['scrypt', ['p', 's', 8, { N: 2, cost: 2 }], TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
  ['scrypt', ['p', 's', 8, { r: 2, blockSize: 2 }], TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
  ['scrypt', ['p', 's', 8, { p: 2, parallelization: 2 }], TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
  ['scrypt', ['p', 's', 8, 5], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['pbkdf2', ['p', 's', 1, 8, 'shake128'], TypeError, 'ERR_CRYPTO_INVALID_DIGEST'],
  ['pbkdf2', ['p', 's', 1, 8, 'blake3'], TypeError, 'ERR_CRYPTO_INVALID_DIGEST'],
  ['pbkdf2', ['p', 's', 1, 8, 'sha1', 5], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['pbkdf2', ['p', 's', 1, 8, 'sha1', { signal: {} }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', [5, COSTS], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', ['argon2', COSTS], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['argon2', ['argon2id', null], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', ['argon2id', { ...COSTS, message: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', ['argon2id', { ...COSTS, nonce: undefined }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', ['argon2id', { ...COSTS, nonce: 'saltsal' }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, memory: 7 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, memory: 64, parallelism: 9 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, memory: 2 ** 32 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, passes: 0 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, passes: undefined }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['argon2', ['argon2id', { ...COSTS, parallelism: 0 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, tagLength: 3 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['argon2', ['argon2id', { ...COSTS, associatedData: Buffer.alloc(33) }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', [], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', [5], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', 5], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', { algorithm: 'md5' }], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['hashPassword', ['p', { algorithm: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', { memory: 7 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { memory: '64' }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', { passes: 0 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { parallelism: 2 ** 24 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { tagLength: 15 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { cost: 12 }], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['hashPassword', ['p', { secret: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', { signal: 5 }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['hashPassword', ['p', { algorithm: 'scrypt', memory: 64 }], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['hashPassword', ['p', { algorithm: 'scrypt', cost: 3 }], RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS'],
  ['hashPassword', ['p', { algorithm: 'scrypt', secret: 'pepper' }], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['hashPassword', ['p', { algorithm: 'bcrypt', cost: 3 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { algorithm: 'bcrypt', cost: 32 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['hashPassword', ['p', { algorithm: 'bcrypt', passes: 2 }], TypeError, 'ERR_INVALID_ARG_VALUE'],
  ['verifyPassword', [5, '$2b$'], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['verifyPassword', ['p', undefined], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['verifyPassword', ['p', Buffer.from('$2b$')], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['verifyPassword', ['p', '$2b$', { maxMemory: 0 }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['verifyPassword', ['p', '$2b$', { maxPasses: '1' }], TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['verifyPassword', ['p', '$2b$', { maxCost: NaN }], RangeError, 'ERR_OUT_OF_RANGE'],
  ['verifyPassword', ['p', `$2b$04$${'.'.repeat(53)}`, { secret: 'pepper' }], TypeError, 'ERR_INVALID_ARG_VALUE'],
];

module.exports = { AS_NODE, OURS };
