'use strict';

const { SHARED, bytes, nodeDigest } = require('./helpers/shared-digests.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

const MESSAGES = [bytes(100), bytes(300_000)];

/** Ways to write a name: other case, other hyphens. */
const SPELLINGS = {
  md5: ['MD5', 'Md5', 'md-5'],
  sha1: ['SHA1', 'SHA-1', 'sha-1'],
  sha224: ['SHA224', 'SHA-224', 'sha-224'],
  sha256: ['SHA256', 'SHA-256', 'Sha-256', 'sha-256'],
  sha384: ['SHA384', 'SHA-384', 'sha-384'],
  sha512: ['SHA512', 'SHA-512', 'sha-512'],
  'sha512-224': ['SHA512-224', 'SHA-512-224', 'SHA-512/224', 'sha512224'],
  'sha512-256': ['SHA512-256', 'SHA-512-256', 'SHA-512/256', 'sha512256'],
  'sha3-224': ['SHA3-224', 'Sha3-224', 'sha3224'],
  'sha3-256': ['SHA3-256', 'Sha3-256', 'sha3256'],
  'sha3-384': ['SHA3-384', 'Sha3-384', 'sha3384'],
  'sha3-512': ['SHA3-512', 'Sha3-512', 'sha3512'],
  shake128: ['SHAKE128', 'SHAKE-128', 'shake-128'],
  shake256: ['SHAKE256', 'SHAKE-256', 'shake-256'],
  blake2b512: ['BLAKE2b512', 'BLAKE2b-512', 'blake2b-512'],
  blake2s256: ['BLAKE2s256', 'BLAKE2s-256', 'blake2s-256'],
};

describe.each(SHARED)('$algorithm', (shared) => {
  test.each(HASH_FUNCTIONS)(
    'goes by its name in any case, with or without hyphens, through %s',
    async (_way, digests) => {
      const vectors = MESSAGES.map((message) => ({ message }));
      const expected = MESSAGES.map((message) => nodeDigest(shared, message));
      for (const name of [shared.algorithm, ...SPELLINGS[shared.algorithm]]) {
        expect([name, await digests(name, vectors)]).toEqual([name, expected]);
      }
    },
  );

  describe.each(['hex', 'base64', 'base64url', 'buffer'])('encoded as %s', (encoding) => {
    const expected = MESSAGES.map((message) => nodeDigest(shared, message, encoding));

    test.each(HASH_FUNCTIONS)('is written as by node:crypto, through %s', async (_way, digests) => {
      const asOption = MESSAGES.map((message) => ({ message, options: { encoding } }));
      const asArgument = MESSAGES.map((message) => ({ message, options: encoding }));
      expect(await digests(shared.algorithm, asOption)).toStrictEqual(expected);
      expect(await digests(shared.algorithm, asArgument)).toStrictEqual(expected);
    });
  });
});
