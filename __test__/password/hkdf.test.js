'use strict';

const crypto = require('node:crypto');
const { hkdf } = require('../..');
const { ROWS } = require('../../lib/password/macs.js');
const { hex, readCounted, readWycheproof } = require('./helpers/vectors.js');

/** @typedef {import('../../index.js').HashAlgorithm} Algorithm */

describe.each([
  ['sha256', 3],
  ['sha1', 4],
])('the vectors of RFC 5869 for %s', (digest, count) => {
  const vectors = readCounted(`rfc/rfc-5869-${digest}.txt`);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(vectors)('gives $L bytes: $OKM', async ({ Hash, IKM, salt, info, L, OKM }) => {
    expect(
      (await hkdf(/** @type {Algorithm} */ (Hash), hex(IKM), hex(salt), hex(info), Number(L))).toString(
        'hex',
      ),
    ).toBe(OKM);
  });
});

describe.each(
  /** @type {const} */ ([
    ['sha1', 87],
    ['sha256', 86],
    ['sha384', 83],
    ['sha512', 83],
  ]),
)('the HKDF vectors of Wycheproof for %s', (digest, count) => {
  const vectors = readWycheproof(`hkdf_${digest}`);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test('are made, or refused where they are invalid', async () => {
    const call = ({ ikm, salt, info, size }) =>
      hkdf(digest, hex(ikm), hex(salt), hex(info), size).then(
        (key) => key.toString('hex'),
        (error) => error.code,
      );
    const expected = vectors.map(({ result, okm }) =>
      result === 'valid' ? okm : 'ERR_CRYPTO_INVALID_KEYLEN',
    );
    expect(await Promise.all(vectors.map(call))).toEqual(expected);
  });
});

describe.each(ROWS)('hkdf with $name', ({ name: digest, outputLength }) => {
  const name = /** @type {Algorithm} */ (digest);

  // Node 26 refuses it, earlier ones do not.
  test('makes an empty key of 0 bytes', async () => {
    expect(await hkdf(name, 'kéy', 'salt', 'info', 0)).toEqual(Buffer.alloc(0));
  });

  test.each([1, outputLength, 3 * outputLength + 1, 255 * outputLength])(
    'is that of node:crypto with %i bytes',
    async (length) => {
      const expected = Buffer.from(crypto.hkdfSync(name, 'kéy', 'salt', 'info', length));
      expect(await hkdf(name, 'kéy', 'salt', 'info', length)).toEqual(expected);
    },
  );

  test('gives at most 255 digests', async () => {
    await expect(hkdf(name, 'key', '', '', 255 * outputLength + 1)).rejects.toMatchObject({
      name: 'RangeError',
      code: 'ERR_CRYPTO_INVALID_KEYLEN',
    });
  });
});

test('a secret KeyObject is key material', async () => {
  const key = crypto.createSecretKey(Buffer.from('key'));
  expect(await hkdf('sha256', key, '', '', 32)).toEqual(await hkdf('sha256', 'key', '', '', 32));
});
