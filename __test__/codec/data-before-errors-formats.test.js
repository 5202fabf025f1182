'use strict';

const { compressSync, createDecompress, decompressionStream } = require('../../index.js');
const { TEXT, gathered, gatheredOfWeb } = require('./helpers/gathered.js');

/** @typedef {import('./helpers/formats.js').Format} Format */

/**
 * The formats as ours, which every Node has, and the readers that recognise them.
 * @type {[Format, Format | 'auto'][]}
 */
const READERS = [
  ['gzip', 'auto'],
  ['deflate', 'auto'],
  ['zstd', 'auto'],
  ['gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['deflate-raw', 'deflate-raw'],
  ['br', 'br'],
  ['zstd', 'zstd'],
];

test.each(READERS)(
  'all data of %s, read as %s, comes out before what follows it is an error',
  async (format, as) => {
    const input = Buffer.concat([compressSync(format, TEXT), Buffer.from('junk and junk')]);
    const strict = { rejectGarbageAfterEnd: true };
    for (const piece of [512, input.length]) {
      const found = await gathered(createDecompress(as, strict), input, piece);
      expect(found.code).not.toBe('no error');
      expect(found.bytes.equals(TEXT)).toBe(true);
    }
    const { bytes, code } = await gatheredOfWeb(decompressionStream(as), input);
    expect(code).not.toBe('no error');
    expect(bytes.equals(TEXT)).toBe(true);
  },
);

test.each(READERS)(
  'what %s, read as %s, has before it ends too early comes out first',
  async (format, as) => {
    const packed = compressSync(format, TEXT);
    const input = packed.subarray(0, -30);
    const found = [
      await gathered(createDecompress(as), input, 512),
      await gathered(createDecompress(as), input, input.length),
      await gatheredOfWeb(decompressionStream(as), input),
    ];
    for (const { bytes, code } of found) {
      expect(code).not.toBe('no error');
      expect(bytes.length).toBeGreaterThan(TEXT.length / 2);
      expect(bytes.equals(TEXT.subarray(0, bytes.length))).toBe(true);
    }
  },
);
