'use strict';

const { messageOf, readBlocks } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

/**
 * NIST CAVP's names of files, our algorithm, and how many short and long messages there are.
 * @type {[string, string, number][]}
 */
const DIGESTS = [
  ['SHA1', 'sha1', 129],
  ['SHA224', 'sha224', 129],
  ['SHA256', 'sha256', 129],
  ['SHA384', 'sha384', 257],
  ['SHA512', 'sha512', 257],
  ['SHA512_224', 'sha512-224', 257],
  ['SHA512_256', 'sha512-256', 257],
  ['SHA3_224', 'sha3-224', 245],
  ['SHA3_256', 'sha3-256', 237],
  ['SHA3_384', 'sha3-384', 205],
  ['SHA3_512', 'sha3-512', 173],
  ['SHAKE128', 'shake128', 437],
  ['SHAKE256', 'shake256', 373],
];

describe.each(DIGESTS)('the short and long messages of NIST CAVP for %s', (file, algorithm, count) => {
  const blocks = ['ShortMsg', 'LongMsg'].flatMap((kind) => readBlocks(`cavp/${file}${kind}.rsp.gz`));
  const vectors = blocks.filter((block) => 'Msg' in block).map((block) => ({ message: messageOf(block) }));
  const expected = blocks.filter((block) => 'Msg' in block).map((block) => block.MD ?? block.Output);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(HASH_FUNCTIONS)('have their digests through %s', async (_way, digests) => {
    expect(await digests(algorithm, vectors)).toEqual(expected);
  });
});

/** @type {[string, string, number][]} */
const EXTENDABLE = [
  ['SHAKE128', 'shake128', 1126],
  ['SHAKE256', 'shake256', 1246],
];

describe.each(EXTENDABLE)('the outputs of many lengths of NIST CAVP for %s', (file, algorithm, count) => {
  const blocks = readBlocks(`cavp/${file}VariableOut.rsp.gz`);
  const lengths = new Map(
    blocks.map(({ Outputlen }) => [Outputlen, { outputLength: Number(Outputlen) / 8 }]),
  );
  const vectors = blocks.map((block) => ({
    message: messageOf(block),
    options: lengths.get(block.Outputlen),
  }));
  const expected = blocks.map((block) => block.Output);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(HASH_FUNCTIONS)('are those of %s', async (_way, digests) => {
    expect(await digests(algorithm, vectors)).toEqual(expected);
  });
});
