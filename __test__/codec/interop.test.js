'use strict';

const { Blob } = require('node:buffer');
const { once } = require('node:events');
const zlib = require('node:zlib');
const { compress, compressSync, decompress, decompressSync } = require('../../index.js');
const {
  FORMATS_OF_NODE,
  nodeCompressSync,
  nodeDecompress,
  nodeDecompressSync,
} = require('./helpers/formats.js');
const { mixed, noise, text } = require('./helpers/samples.js');

/** @typedef {import('./helpers/formats.js').Format} Format */

const INPUTS = [Buffer.alloc(0), Buffer.from('a'), text(100), noise(70_000), mixed(1_500_000)];

const { BROTLI_PARAM_QUALITY, ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;

/** The options of node:zlib for a level. */
function nodeOptions(name, level) {
  if (name === 'br') return { params: { [BROTLI_PARAM_QUALITY]: level } };
  if (name === 'zstd') return { params: { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 } };
  return { level };
}

/** @type {[Format, number][]} */
const LEVELS = FORMATS_OF_NODE.flatMap(({ name, levels }) => levels.map((level) => [name, level]));

test.each(LEVELS)('node:zlib reads what %s at level %i gives', async (name, level) => {
  for (const input of INPUTS.slice(0, 4)) {
    const packed = await compress(name, input, { level });
    expect(nodeDecompressSync(name, packed).equals(input)).toBe(true);
    expect((await nodeDecompress(name, packed)).equals(input)).toBe(true);
  }
});

test.each(LEVELS)('what node:zlib gives for %s at level %i is read', async (name, level) => {
  for (const input of INPUTS.slice(0, 4)) {
    const packed = nodeCompressSync(name, input, nodeOptions(name, level));
    expect(decompressSync(name, packed).equals(input)).toBe(true);
    expect((await decompress(name, packed)).equals(input)).toBe(true);
  }
});

test.each(FORMATS_OF_NODE)('large data goes both ways between node:zlib and $name', async ({ name }) => {
  for (const level of [1, 4]) {
    const input = INPUTS[4];
    expect(nodeDecompressSync(name, compressSync(name, input, { level })).equals(input)).toBe(true);
    const packed = nodeCompressSync(name, input, nodeOptions(name, level));
    expect((await decompress(name, packed)).equals(input)).toBe(true);
  }
});

/** All of what a web stream makes of bytes. */
async function through(stream, bytes) {
  return Buffer.from(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** Formats that every Node's CompressionStream has. */
const WEB = /** @type {const} */ (['gzip', 'deflate', 'deflate-raw']);

describe.each(WEB)('%s', (name) => {
  test.each([0, 1, 6, 9])('at level %i is read by DecompressionStream', async (level) => {
    for (const input of INPUTS) {
      const packed = await compress(name, input, { level });
      expect((await through(new DecompressionStream(name), packed)).equals(input)).toBe(true);
    }
  });

  test('is read when CompressionStream wrote it', async () => {
    for (const input of INPUTS) {
      const packed = await through(new CompressionStream(name), input);
      expect((await decompress(name, packed)).equals(input)).toBe(true);
    }
  });
});

/** @type {[Format, () => import('node:stream').Transform & zlib.Zlib, number][]} */
const FLUSHED = [
  ['gzip', zlib.createGzip, zlib.constants.Z_SYNC_FLUSH],
  ['gzip', zlib.createGzip, zlib.constants.Z_FULL_FLUSH],
  ['deflate', zlib.createDeflate, zlib.constants.Z_SYNC_FLUSH],
  ['deflate-raw', zlib.createDeflateRaw, zlib.constants.Z_PARTIAL_FLUSH],
  ['br', zlib.createBrotliCompress, zlib.constants.BROTLI_OPERATION_FLUSH],
];

test.each(FLUSHED)('%s with flushes on its way is read', async (name, create, kind) => {
  const stream = create();
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  for (const part of INPUTS.slice(1, 4)) {
    stream.write(part);
    await new Promise((resolve) => {
      stream.flush(kind, () => resolve(undefined));
    });
  }
  stream.end();
  await once(stream, 'end');
  expect((await decompress(name, Buffer.concat(chunks))).equals(Buffer.concat(INPUTS.slice(1, 4)))).toBe(
    true,
  );
});
