'use strict';

const { HMACS, SHARED, bytes, nodeDigest, nodeHmac } = require('./helpers/shared-digests.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

const KIB = 1024;
const MIB = KIB * KIB;

const DATA = bytes(MIB + 64);
const UP_TO_1000 = [...Array(1001).keys()];

/** Lengths beyond 1000: at blocks, at what is digested without a thread, at what is read and copied at once. */
function longLengths(block) {
  const edges = [16 * block, 64 * block, 2 * KIB, 4 * KIB, 8 * KIB, 16 * KIB, 64 * KIB, 128 * KIB, MIB];
  return edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
}

/** Messages of the given lengths, which start at all offsets from a machine word. */
function messages(lengths) {
  return lengths.map((length) => ({ message: DATA.subarray(length % 16, (length % 16) + length) }));
}

describe.each(SHARED)('$algorithm', (shared) => {
  const vectors = messages([...UP_TO_1000, ...longLengths(shared.block)]);
  const expected = vectors.map(({ message }) => nodeDigest(shared, message));

  test.each(HASH_FUNCTIONS)('is that of node:crypto for every length through %s', async (_way, digests) => {
    expect(await digests(shared.algorithm, vectors)).toEqual(expected);
  });
});

describe.each(HMACS)('HMAC of $algorithm', (shared) => {
  const keyLengths = [0, 1, shared.block - 1, shared.block, shared.block + 1];

  describe.each(keyLengths)('with a key of %i bytes', (keyLength) => {
    const options = { key: bytes(keyLength) };
    const lengths = [...UP_TO_1000, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1];
    const vectors = messages(lengths).map(({ message }) => ({ message, options }));
    const expected = vectors.map(({ message }) => nodeHmac(shared, options.key, message));

    test.each(HASH_FUNCTIONS)('is that of node:crypto for every length through %s', async (_way, digests) => {
      expect(await digests(shared.algorithm, vectors)).toEqual(expected);
    });
  });
});

describe.each(SHARED.filter(({ outputLength }) => outputLength !== undefined))(
  '$algorithm',
  ({ algorithm }) => {
    test.each(HASH_FUNCTIONS)(
      'is that of node:crypto for every length of output through %s',
      async (_way, digests) => {
        const lengths = [...UP_TO_1000.slice(1), 4 * KIB, 64 * KIB + 1, MIB + 1];
        const vectors = lengths.map((outputLength) => ({ message: 'offloop', options: { outputLength } }));
        const expected = lengths.map((outputLength) => nodeDigest({ algorithm, outputLength }, 'offloop'));
        expect(await digests(algorithm, vectors)).toEqual(expected);
      },
    );
  },
);
