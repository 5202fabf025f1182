'use strict';

const { readJson } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

const PATTERN = Uint8Array.from({ length: 251 }, (_, index) => index);

/** @type {[string, number][]} */
const FILES = [
  ['test_vectors.json', 35],
  ['long.json', 8],
];

describe.each(FILES)('the vectors of %s for BLAKE3', (file, count) => {
  const { cases, key, context_string: context } = readJson(`blake3/${file}`);
  /** @type {[string, object][]} */
  const modes = [
    ['hash', {}],
    ['keyed_hash', { key }],
    ['derive_key', { context }],
  ];
  const messages = cases.map((vector) => Buffer.alloc(vector.input_len, PATTERN));
  const outputLength = cases[0].hash.length / 2;

  test('are all there', () => expect(cases).toHaveLength(count));

  describe.each(modes)('in the mode %s', (mode, modeOptions) => {
    const expected = cases.map((vector) => vector[mode]);

    test.each(HASH_FUNCTIONS)('have their long outputs through %s', async (_way, digests) => {
      const options = { ...modeOptions, outputLength };
      const vectors = messages.map((message) => ({ message, options }));
      expect(await digests('blake3', vectors)).toEqual(expected);
    });

    test.each(HASH_FUNCTIONS)('start with the digests of 32 bytes that %s gives', async (_way, digests) => {
      const vectors = messages.map((message) => ({ message, options: modeOptions }));
      expect(await digests('blake3', vectors)).toEqual(expected.map((output) => output.slice(0, 64)));
    });
  });
});
