'use strict';

const { SHARED, nodeDigest } = require('./helpers/shared-digests.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

const TEXTS = [
  ['nothing', ''],
  ['ASCII', 'The quick brown fox'],
  ['NUL characters', 'a\0b\0'],
  ['Latin-1 letters', 'Grüße, à bientôt, señor'],
  ['letters of two bytes', 'Съешь же ещё этих мягких французских булок'],
  ['letters of three bytes', '色は匂へど散りぬるを'],
  ['surrogate pairs', '😀👩‍👩‍👧‍👦𝕏'],
  ['a byte order mark', '\ufeffmark'],
  ['a lone high surrogate', 'a\ud83db'],
  ['a lone low surrogate', 'a\udc00b'],
  ['a high surrogate at the end', 'end\ud83d'],
  ['surrogates the wrong way round', '\udc00\ud83d'],
];

/** Short, and long enough to be digested by a thread and to be copied in slices. */
const REPEATS = [1, 1000, 60_000];

describe.each(TEXTS)('a string with %s', (_what, text) => {
  test.each(HASH_FUNCTIONS)(
    'is digested as its UTF-8 is by node:crypto, through %s',
    async (_way, digests) => {
      const vectors = REPEATS.map((times) => ({ message: text.repeat(times) }));
      const expected = vectors.map(({ message }) => nodeDigest({ algorithm: 'sha256' }, message));
      expect(await digests('sha256', vectors)).toEqual(expected);
    },
  );
});

test.each(HASH_FUNCTIONS)(
  'every digest takes strings as node:crypto does, through %s',
  async (_way, digests) => {
    const vectors = TEXTS.map(([, text]) => ({ message: text }));
    for (const shared of SHARED) {
      const expected = vectors.map(({ message }) => nodeDigest(shared, message));
      expect(await digests(shared.algorithm, vectors)).toEqual(expected);
    }
  },
);
