'use strict';

const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const zlib = require('node:zlib');

/** Every format with node:zlib's streams and functions for it, where this version of Node has it. */
const FORMATS = [
  ['gzip', zlib.createGzip, zlib.createGunzip, zlib.gunzipSync],
  ['deflate', zlib.createDeflate, zlib.createInflate, zlib.inflateSync],
  ['deflate-raw', zlib.createDeflateRaw, zlib.createInflateRaw, zlib.inflateRawSync],
  ['br', zlib.createBrotliCompress, zlib.createBrotliDecompress, zlib.brotliDecompressSync],
  ['zstd', zlib.createZstdCompress, zlib.createZstdDecompress, zlib.zstdDecompressSync],
].map(([format, createCompress, createDecompress, decompressSync]) => ({
  format,
  node: createCompress && { createCompress, createDecompress, decompressSync },
}));

/** Formats that this version of Node has too. */
const SHARED = FORMATS.filter(({ node }) => node !== undefined);

/** Everything that comes out of `stream` when these chunks are written to it. */
async function through(stream, chunks) {
  const out = [];
  await pipeline(Readable.from(chunks, { objectMode: true }), stream, async (source) => {
    for await (const chunk of source) out.push(chunk);
  });
  return Buffer.concat(out);
}

/** Cuts bytes at these fractions of their length. */
function cutAt(bytes, fractions) {
  const ends = [...fractions, 1].map((fraction) => Math.floor(fraction * bytes.length)).sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** What `stream` gives for `input`: everything that came out, and the error or undefined. */
function outcome(stream, input) {
  return new Promise((resolve) => {
    const out = [];
    stream.on('data', (chunk) => out.push(chunk));
    stream.once('error', (error) => resolve({ out: Buffer.concat(out), error }));
    stream.once('end', () => resolve({ out: Buffer.concat(out) }));
    stream.end(input);
  });
}

module.exports = { FORMATS, SHARED, through, cutAt, outcome };
