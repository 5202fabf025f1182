'use strict';

const { messageOf, readBlocks } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

/**
 * File, algorithm, which of the file's blocks, and how many those are.
 * @type {[string, string, { L?: string }, number][]}
 */
const FILES = [
  ['rfc-1321.txt', 'md5', {}, 7],
  ['rfc-6234.txt', 'sha1', { L: '20' }, 7],
  ['rfc-6234.txt', 'sha224', { L: '28' }, 7],
  ['rfc-6234.txt', 'sha256', { L: '32' }, 7],
  ['rfc-6234.txt', 'sha384', { L: '48' }, 7],
  ['rfc-6234.txt', 'sha512', { L: '64' }, 7],
];

describe.each(FILES)('the vectors of %s for %s', (file, algorithm, { L }, count) => {
  const blocks = readBlocks(`rfc/${file}`).filter((block) => block.L === L);
  const vectors = blocks.map((block) => ({ message: repeated(messageOf(block), block.Repeat) }));
  const expected = blocks.map(({ MD }) => MD);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(HASH_FUNCTIONS)('have their digests through %s', async (_way, digests) => {
    expect(await digests(algorithm, vectors)).toEqual(expected);
  });
});

function repeated(message, times = '1') {
  return Buffer.alloc(message.length * Number(times), message);
}
