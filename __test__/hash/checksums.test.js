'use strict';

const { gzipSync } = require('node:zlib');
const { messageOf, readBlocks, readJson } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

const MESSAGE = xxhashMessage(65536);

/** The bytes that xxHash's own tests digest: the high byte of a product that grows by 64-bit multiplication. */
function xxhashMessage(length) {
  const bytes = Buffer.alloc(length);
  for (let index = 0, product = 2654435761n; index < length; index++) {
    bytes[index] = Number(product >> 56n);
    product = BigInt.asUintN(64, product * 11400714785074694797n);
  }
  return bytes;
}

describe('the vectors of the reference xxHash', () => {
  const { columns, rows } = readJson('xxhash/vectors.json');
  const seeds = new Map(rows.map(([, seed]) => [seed, { seed: BigInt(seed) }]));
  const vectors = rows.map(([length, seed]) => ({
    message: MESSAGE.subarray(0, length),
    options: seeds.get(seed),
  }));

  test('are all there', () => {
    expect(rows).toHaveLength(963);
    expect(seeds.size).toBe(3);
  });

  describe.each(['xxh64', 'xxh3', 'xxh128'])('for %s', (algorithm) => {
    const expected = rows.map((row) => row[columns.indexOf(algorithm)]);

    test.each(HASH_FUNCTIONS)('have their digests through %s', async (_way, digests) => {
      expect(await digests(algorithm, vectors)).toEqual(expected);
    });

    test.each(HASH_FUNCTIONS)(
      'have them without a seed, which is a seed of 0, through %s',
      async (_way, digests) => {
        const unseeded = (list) => list.filter((_, index) => rows[index][1] === '0');
        const plain = unseeded(vectors).map(({ message }) => ({ message }));
        expect(await digests(algorithm, plain)).toEqual(unseeded(expected));
      },
    );

    test.each(HASH_FUNCTIONS)('have them with a seed that is a number, through %s', async (_way, digests) => {
      const [, seed] = [...seeds.keys()];
      const seeded = (list) => list.filter((_, index) => rows[index][1] === seed);
      const numbered = seeded(vectors).map(({ message }) => ({ message, options: { seed: Number(seed) } }));
      expect(await digests(algorithm, numbered)).toEqual(seeded(expected));
    });
  });
});

describe('crc32c', () => {
  const blocks = readBlocks('rfc/rfc-3720-crc32c.txt');
  const vectors = [...blocks.map((block) => ({ message: messageOf(block) })), { message: '123456789' }];
  const expected = [
    ...blocks.map(({ CRC }) => Buffer.from(CRC, 'hex').reverse().toString('hex')),
    'e3069283',
  ];

  test('has the five vectors of RFC 3720', () => expect(blocks).toHaveLength(5));

  test.each(HASH_FUNCTIONS)(
    'is that of RFC 3720, and the check value of its polynomial, through %s',
    async (_way, digests) => {
      expect(await digests('crc32c', vectors)).toEqual(expected);
    },
  );
});

describe('crc32', () => {
  const lengths = [...Array(1001).keys(), 65535, 65536, 65537];
  const vectors = [
    ...lengths.map((length) => ({ message: MESSAGE.subarray(0, length) })),
    { message: '123456789' },
  ];
  const expected = [...vectors.slice(0, -1).map(({ message }) => gzipChecksum(message)), 'cbf43926'];

  test.each(HASH_FUNCTIONS)(
    'is that in a gzip file, and the check value of its polynomial, through %s',
    async (_way, digests) => {
      expect(await digests('crc32', vectors)).toEqual(expected);
    },
  );
});

/** RFC 1952: the four bytes before the last four, least significant first. */
function gzipChecksum(message) {
  return gzipSync(message, { level: 1 }).subarray(-8, -4).reverse().toString('hex');
}
