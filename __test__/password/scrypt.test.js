'use strict';

const crypto = require('node:crypto');
const { scrypt } = require('../..');
const { readCounted } = require('./helpers/vectors.js');

/** The last vector takes a gigabyte. */
const MAXMEM = 2 ** 31;

describe('the vectors of RFC 7914', () => {
  const vectors = readCounted('rfc/rfc-7914-scrypt.txt');

  test('are all there', () => expect(vectors).toHaveLength(4));

  test.each(vectors)('is made with N = $N, r = $r, p = $p', async (vector) => {
    const [N, r, p, length] = [vector.N, vector.r, vector.p, vector.LENGTH].map(Number);
    const key = await scrypt(vector.PASSWORD, vector.SALT, length, { N, r, p, maxmem: MAXMEM });
    expect(key.toString('hex')).toBe(vector.DERIVED_KEY);
  });
});

/**
 * Key length and options.
 * @type {[number, crypto.ScryptOptions?][]}
 */
const CASES = [
  [64, undefined],
  [0, {}],
  [1, { N: 2, r: 1, p: 1 }],
  [33, { cost: 4, blockSize: 3, parallelization: 5 }],
  [100, { N: 1024, r: 7, p: 2 }],
  [32, { N: 0, r: 0, p: 0, maxmem: 0 }],
  [16, { N: 32768, maxmem: 128 * 8 * (32768 + 3) }],
  [5000, { N: 16 }],
];

test.each(CASES)('scrypt(…, %p, %p) is that of node:crypto', async (length, options) => {
  const expected = crypto.scryptSync('Grüße 🔑', 'salt', length, options);
  expect(await scrypt('Grüße 🔑', 'salt', length, options)).toEqual(expected);
});

test('bytes of every kind are taken', async () => {
  const bytes = Buffer.from('passwordsalt');
  const expected = crypto.scryptSync('password', 'salt', 16);
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  shared.set(bytes.subarray(0, 8));
  const salt = new DataView(Uint8Array.from(bytes.subarray(8)).buffer);
  expect(await scrypt(shared, salt, 16)).toEqual(expected);
  expect(await scrypt(Uint8Array.from(bytes.subarray(0, 8)).buffer, 'salt', 16)).toEqual(expected);
});
