'use strict';

const fc = require('fast-check');
const { contentDigest, verifyContentDigest } = require('../..');
const { RFC_9530, UNUSABLE_HEADERS, USABLE_HEADERS } = require('./helpers/vectors.js');

const HELLO = '{"hello": "world"}';

describe('contentDigest', () => {
  test.each(RFC_9530)('of %j is what the RFC has', async (data, expected) => {
    expect(await contentDigest(data)).toBe(expected);
    expect(await verifyContentDigest(data, expected)).toBe(expected);
  });

  test.each(USABLE_HEADERS.map((header) => [header]))('verifies by %j', async (header) => {
    expect(await verifyContentDigest(HELLO, header)).toBe(RFC_9530[1][1]);
  });

  test.each(UNUSABLE_HEADERS.map((header) => [header.slice(0, 80), header]))(
    'refuses %j',
    async (_, header) => {
      await expect(verifyContentDigest(HELLO, header)).rejects.toMatchObject({
        code: 'ERR_INTEGRITY_INVALID',
      });
    },
  );

  test('all of its digests have to match', async () => {
    const [right, wrong] = [await contentDigest(HELLO, ['sha-256']), await contentDigest('x', ['sha-512'])];
    await expect(verifyContentDigest(HELLO, [right, wrong])).rejects.toMatchObject({
      code: 'EINTEGRITY',
      algorithm: 'sha512',
      expected: wrong,
    });
  });

  test('any text is parsed or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (header) => {
        await expect(verifyContentDigest('x', header)).rejects.toMatchObject({
          code: expect.stringMatching(/^(ERR_INTEGRITY_INVALID|EINTEGRITY)$/),
        });
      }),
    );
  });
});
