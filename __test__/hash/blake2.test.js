'use strict';

const { hashSync } = require('../../index.js');
const { messageOf, readBlocks } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

/**
 * Letter of the files, algorithm, how many lengths of key have a vector: all but the longest, which others have.
 * @type {[string, import('../../index.js').HashAlgorithm, number][]}
 */
const VARIANTS = [
  ['b', 'blake2b512', 63],
  ['s', 'blake2s256', 31],
];

describe.each(VARIANTS)('BLAKE2%s', (letter, algorithm) => {
  const blocks = readBlocks(`blake2/blake2${letter}.txt`);
  const vectors = blocks.map((block) => ({ message: messageOf(block) }));

  test('has seven vectors', () => expect(vectors).toHaveLength(7));

  test.each(HASH_FUNCTIONS)('gives the digests of them through %s', async (_way, digests) => {
    expect(await digests(algorithm, vectors)).toEqual(blocks.map(({ MD }) => MD));
  });
});

describe.each(VARIANTS)('keyed BLAKE2%s', (letter, algorithm, keyLengths) => {
  const blocks = readBlocks(`blake2/blake2${letter}-keyed.txt.gz`);
  const [options] = blocks.map(({ key }) => ({ key: Buffer.from(key, 'hex') }));
  const vectors = blocks.map((block) => ({ message: Buffer.from(block.in, 'hex'), options }));
  const expected = blocks.map((block) => block.hash);

  test('has a vector for each length of message from 0 to 255, all with one key', () => {
    expect(vectors.map(({ message }) => message.length)).toEqual([...Array(256).keys()]);
    expect(new Set(blocks.map(({ key }) => key)).size).toBe(1);
  });

  test.each(HASH_FUNCTIONS)('gives the digests of its designers through %s', async (_way, digests) => {
    expect(await digests(algorithm, vectors)).toEqual(expected);
  });

  test('gives the right digests with keys of every length', () => {
    const answers = Object.assign({}, ...readBlocks(`blake2/blake2${letter}-key-lengths.txt`));
    const keys = Array.from({ length: keyLengths }, (_, index) => Buffer.alloc(index + 1, 'A'));
    const chains = keys.map((key) => [`digest(${key.length})`, hundredth(algorithm, key)]);
    expect(Object.fromEntries(chains)).toEqual(answers);
  });
});

/** The hundredth of a chain of digests, each of all those before it, the latest first; the first is of nothing. */
function hundredth(algorithm, key) {
  let before = Buffer.alloc(0);
  for (let link = 1; link < 100; link++) {
    before = Buffer.concat([hashSync(algorithm, before, { key, encoding: 'buffer' }), before]);
  }
  return hashSync(algorithm, before, { key });
}
