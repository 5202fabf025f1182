'use strict';

const { decompress, decompressMany, decompressSync } = require('../../index.js');
const {
  FORMATS_OF_NODE,
  nodeCompressSync,
  nodeDecompress,
  nodeDecompressSync,
} = require('./helpers/formats.js');
const { NODE } = require('./helpers/node-abilities.js');
const { outcome, outcomeSync } = require('./helpers/outcome.js');
const { flipped } = require('./helpers/node-answers.js');
const { noise, text } = require('./helpers/samples.js');

/** Small streams of every kind of block: stored, with fixed and with own codes. */
/** @typedef {import('./helpers/formats.js').Format} Format */

/** @type {[string, Buffer][]} */
const STREAMS = [
  ['a few bytes', Buffer.from('hello hello hello')],
  ['text', text(450)],
  ['noise', noise(60)],
  ['a run', Buffer.alloc(70_000, 'ab')],
];

/** @type {[Format, string, Buffer][]} */
const ROWS = FORMATS_OF_NODE.filter(({ name }) => name !== 'zstd' || NODE.tellsTruncatedZstd).flatMap(
  ({ name }) => STREAMS.map(([title, input]) => [name, title, nodeCompressSync(name, input)]),
);

const flips = (bytes) =>
  Array.from({ length: 8 * bytes.length }, (_, bit) => flipped(bytes, bit >> 3, 1 << (bit & 7)));
const cuts = (bytes) => Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length));

/** Which of the two errors node:zlib gives depends on how much room the decoder has for its output. */
const whateverTheRoom = (found) =>
  found.replace(
    'ZSTD_error_dstSize_tooSmall | 70 | Destination buffer is too small',
    'ZSTD_error_corruption_detected | 20 | Data corruption detected',
  );

/** The inputs for which node:zlib and one of our functions differ. */
async function differences(name, inputs) {
  const differing = [];
  for (const bytes of inputs) {
    const expected = whateverTheRoom(outcomeSync(() => nodeDecompressSync(name, bytes)));
    const found = [
      await outcome(() => nodeDecompress(name, bytes)),
      outcomeSync(() => decompressSync(name, bytes)),
      await outcome(() => decompress(name, bytes)),
      await outcome(async () => (await decompressMany(name, [bytes]))[0]),
    ].map(whateverTheRoom);
    if (found.some((one) => one !== expected))
      differing.push({ hex: bytes.toString('hex'), expected, found });
  }
  return differing;
}

test.each(ROWS)(
  '%s of %s is what node:zlib makes of it, whatever bit is flipped',
  async (name, _, packed) => {
    expect(await differences(name, flips(packed))).toEqual([]);
  },
);

test.each(ROWS)('%s of %s is what node:zlib makes of it, wherever it is cut', async (name, _, packed) => {
  expect(await differences(name, cuts(packed))).toEqual([]);
});

test.each(ROWS)(
  '%s of %s that lost or doubled a byte is what node:zlib makes of it',
  async (name, _, packed) => {
    const lost = cuts(packed).map((start) => Buffer.concat([start, packed.subarray(start.length + 1)]));
    const doubled = cuts(packed).map((start) =>
      Buffer.concat([start, packed.subarray(Math.max(0, start.length - 1))]),
    );
    expect(await differences(name, [...lost, ...doubled])).toEqual([]);
  },
);
