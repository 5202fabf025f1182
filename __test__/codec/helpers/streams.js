'use strict';

const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const zlib = require('node:zlib');

/** @typedef {import('../../../index.js').CompressionFormat} Format */
/** @typedef {(options?: object) => import('node:stream').Transform} CreateStream */
/** @typedef {{ createCompress: CreateStream, createDecompress: CreateStream, decompressSync: (data: Buffer) => Buffer }} NodeStreams */

/** @type {[Format, CreateStream?, CreateStream?, ((data: Buffer) => Buffer)?][]} */
const STREAMS = [
  ['gzip', zlib.createGzip, zlib.createGunzip, zlib.gunzipSync],
  ['deflate', zlib.createDeflate, zlib.createInflate, zlib.inflateSync],
  ['deflate-raw', zlib.createDeflateRaw, zlib.createInflateRaw, zlib.inflateRawSync],
  ['br', zlib.createBrotliCompress, zlib.createBrotliDecompress, zlib.brotliDecompressSync],
  ['zstd', zlib.createZstdCompress, zlib.createZstdDecompress, zlib.zstdDecompressSync],
];

/** Every format with node:zlib's streams and functions for it, where this version of Node has it. */
const FORMATS = STREAMS.map(([format, createCompress, createDecompress, decompressSync]) => ({
  format,
  node: createCompress &&
    createDecompress &&
    decompressSync && { createCompress, createDecompress, decompressSync },
}));

/** Formats that this version of Node has too. */
const SHARED = FORMATS.flatMap(({ format, node }) => (node ? [{ format, node }] : []));

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

/** Flushes `stream`, and waits until that is done. */
function flushed(stream) {
  return new Promise((resolve) => {
    stream.flush(() => resolve(undefined));
  });
}

module.exports = { FORMATS, SHARED, cutAt, flushed, outcome, through };
