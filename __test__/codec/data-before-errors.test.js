'use strict';

const zlib = require('node:zlib');
const { createDecompress, decompressionStream } = require('../../index.js');
const ours = require('../../zlib.js');
const { TEXT, gathered, gatheredOfWeb } = require('./helpers/gathered.js');

/** @typedef {import('./helpers/formats.js').Format} Format */
/** @typedef {(packed: Buffer) => Buffer} Change */

/** @type {[Format, string, string, object][]} */
const KINDS = [
  ['gzip', 'gzipSync', 'Gunzip', {}],
  ['gzip', 'gzipSync', 'Unzip', {}],
  ['deflate', 'deflateSync', 'Inflate', {}],
  ['deflate-raw', 'deflateRawSync', 'InflateRaw', {}],
  ['br', 'brotliCompressSync', 'BrotliDecompress', { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }],
  ['zstd', 'zstdCompressSync', 'ZstdDecompress', { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } }],
];
const FORMATS = KINDS.filter(([, pack]) => pack in zlib);

/**
 * What happens to the data, and whether the data before the end is what it was.
 * @type {[string, Change, boolean][]}
 */
const DAMAGE = [
  ['junk behind it', (packed) => Buffer.concat([packed, Buffer.from('junk and junk')]), true],
  ['its end missing', (packed) => packed.subarray(0, -30), true],
  ['its last bytes changed', (packed) => changed(packed, packed.length - 3, 3), true],
  ['its middle changed', (packed) => changed(packed, packed.length >> 1, 40), false],
];

function changed(bytes, at, count) {
  const copy = Buffer.from(bytes);
  for (let index = at; index < at + count; index += 1) copy[index] ^= 0x55;
  return copy;
}

/** @type {[string, string, { format: Format, pack: string, options: object, change: Change, isPrefix: boolean }][]} */
const CASES = FORMATS.flatMap(([format, pack, reader, options]) =>
  DAMAGE.map(([damage, change, isPrefix]) => [reader, damage, { format, pack, options, change, isPrefix }]),
);

test.each(CASES)('%s with %s: what was decoded comes out before the error', async (reader, _, row) => {
  const { format, pack, options, change, isPrefix } = row;
  const input = change(zlib[pack](TEXT, options));
  const isWhole = input.length >= zlib[pack](TEXT, options).length;
  const strict = { rejectGarbageAfterEnd: true };
  for (const piece of [512, 4096, input.length]) {
    const theirs = await gathered(new zlib[reader](), input, piece);
    const found = [
      await gathered(new ours[reader](strict), input, piece),
      await gathered(createDecompress(format, strict), input, piece),
      await gatheredOfWeb(decompressionStream(format), input),
    ];
    for (const { bytes, code } of found) {
      if (isWhole && theirs.code !== 'no error') expect(code).not.toBe('no error');
      expect(bytes.length).toBeGreaterThanOrEqual(theirs.bytes.length);
      // Raw deflate has no checksum: its last bytes are data.
      if (isPrefix && format !== 'deflate-raw' && code !== 'no error')
        expect(bytes.equals(TEXT.subarray(0, bytes.length))).toBe(true);
    }
  }
});

test('of what exceeds maxOutputLength all that it allows comes out', async () => {
  const { bytes, code } = await gathered(
    createDecompress('gzip', { maxOutputLength: 100_000 }),
    zlib.gzipSync(TEXT),
    5000,
  );
  expect(code).toBe('ERR_BUFFER_TOO_LARGE');
  expect(bytes.equals(TEXT.subarray(0, 100_000))).toBe(true);
});
