'use strict';

const crypto = require('node:crypto');
const { pbkdf2 } = require('../..');
const { ROWS } = require('../../lib/password/macs.js');
const { hex, readCounted, readWycheproof } = require('./helpers/vectors.js');

/** @typedef {[string | Buffer, string | Buffer, number, number, import('../../index.js').HashAlgorithm]} Arguments */

/** RFC 6070 writes a zero byte like this. */
const text = (written) => written.replaceAll('\\0', '\0');

describe('the vectors of RFC 6070', () => {
  const vectors = readCounted('rfc/rfc-6070-sha1.txt');

  test('are all there', () => expect(vectors).toHaveLength(6));

  test.each(vectors)('is made with $ITERATIONS iterations of $PASSWORD', async (vector) => {
    const [password, salt] = [text(vector.PASSWORD), text(vector.SALT)];
    const key = await pbkdf2(password, salt, Number(vector.ITERATIONS), Number(vector.LENGTH), 'sha1');
    expect(key.toString('hex')).toBe(vector.DERIVED_KEY);
  });
});

describe.each(
  /** @type {const} */ ([
    ['sha1', 64],
    ['sha224', 58],
    ['sha256', 60],
    ['sha384', 58],
    ['sha512', 58],
  ]),
)('the PBKDF2 vectors of Wycheproof for %s', (digest, count) => {
  const vectors = readWycheproof(`pbkdf2_hmac${digest}`);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test('are made', async () => {
    const call = ({ password, salt, iterationCount, dkLen }) =>
      pbkdf2(hex(password), hex(salt), iterationCount, dkLen, digest);
    const keys = await Promise.all(vectors.map(call));
    expect(keys.map((key) => key.toString('hex'))).toEqual(vectors.map(({ dk }) => dk));
  });
});

describe.each(/** @type {Arguments[4][]} */ (ROWS.map(({ name }) => name)))('pbkdf2 with %s', (digest) => {
  // Node 26 refuses it, earlier ones do not.
  test('makes an empty key of 0 bytes', async () => {
    expect(await pbkdf2('pässword', 'salt', 1, 0, digest)).toEqual(Buffer.alloc(0));
  });

  test.each([
    [1, 1],
    [2, 64],
    [7, 65],
    [513, 200],
    [1025, 20],
  ])('is that of node:crypto with %i iterations and %i bytes', async (iterations, length) => {
    /** @type {Arguments} */
    const arguments_ = ['pässword', crypto.randomBytes(20), iterations, length, digest];
    expect(await pbkdf2(...arguments_)).toEqual(crypto.pbkdf2Sync(...arguments_));
  });
});

test('a key that is too long to be copied is whole', async () => {
  /** @type {Arguments} */
  const arguments_ = [Buffer.from('password'), 'salt', 1, 100_000, 'SHA-512'];
  expect(await pbkdf2(...arguments_)).toEqual(crypto.pbkdf2Sync(...arguments_));
});

test('inputs of megabytes are taken', async () => {
  const [password, salt] = [Buffer.alloc(3 << 20, 'password'), 'sält'.repeat(1 << 19)];
  expect(await pbkdf2(password, salt, 2, 32, 'sha256')).toEqual(
    crypto.pbkdf2Sync(password, salt, 2, 32, 'sha256'),
  );
});

test('small inputs may be overwritten right after the call', async () => {
  const password = Buffer.from('password');
  const call = pbkdf2(password, 'salt', 1, 32, 'sha256');
  password.fill(0);
  expect(await call).toEqual(crypto.pbkdf2Sync('password', 'salt', 1, 32, 'sha256'));
});
