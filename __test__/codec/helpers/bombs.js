'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const { compressSync } = require('../../../index.js');

const GIB = 1024 ** 3;
const SIZE = 10 * GIB;
const PART = 64 * 1024 ** 2;
const PARTS = SIZE / PART;

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, Z_FULL_FLUSH } = zlib.constants;

/** As many zeros as a part has, compressed, again and again. */
const repeated = (part) => Buffer.concat(Array.from({ length: PARTS }, () => part));

/** Deflate data after a full flush does not depend on what is before it: parts can follow each other, and an empty last one. */
function deflateRaw() {
  const part = zlib.deflateRawSync(Buffer.alloc(PART), { level: 9, finishFlush: Z_FULL_FLUSH });
  return Buffer.concat([repeated(part), zlib.deflateRawSync('')]);
}

/** The Adler-32 of zeros (RFC 1950): one sum stays 1, the other counts. */
function adlerOfZeros(count) {
  const sum = Buffer.alloc(4);
  sum.writeUInt16BE(count % 65521, 0);
  sum.writeUInt16BE(1, 2);
  return sum;
}

async function brotli(windowBits = 22) {
  const stream = zlib.createBrotliCompress({
    params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_LGWIN]: windowBits },
  });
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  const zeros = Buffer.alloc(PART);
  for (let part = 0; part < PARTS; part += 1) {
    if (!stream.write(zeros)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'end');
  return Buffer.concat(chunks);
}

/** Makes 10 GiB of zeros, compressed, by format: ten megabytes at most. */
const BOMBS = {
  gzip: async () => repeated(zlib.gzipSync(Buffer.alloc(PART), { level: 9 })),
  deflate: async () => Buffer.concat([Buffer.from('78da', 'hex'), deflateRaw(), adlerOfZeros(SIZE)]),
  'deflate-raw': async () => deflateRaw(),
  br: () => brotli(),
  zstd: async () => repeated(compressSync('zstd', Buffer.alloc(PART), { level: 1 })),
};

/** The same with windows as large as may be, of which decoders keep as much as they have put out. */
const WIDE_BOMBS = {
  br: () => brotli(24),
  zstd: async () => repeated(compressSync('zstd', Buffer.alloc(PART), { level: 1, windowBits: 26 })),
};

module.exports = { BOMBS, WIDE_BOMBS };
