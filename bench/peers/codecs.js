'use strict';

const { promisify } = require('node:util');
/** Newer than the types of Node 20. @type {any} */
const zlib = require('node:zlib');
const { compress, decompress } = require('../../index.js');
const { peer } = require('./install.js');

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);
const brotli = promisify(zlib.brotliCompress);
const unbrotli = promisify(zlib.brotliDecompress);

/**
 * Who has each format, ours first, at the level that is ours by default: `pack` and `unpack` by subject. Those with
 * "sync" and those that are JavaScript work on the main thread. `beside` are other formats, shown for reference.
 * @type {Record<string, { level: number, beside?: string[], codecs: () => Promise<Record<string,
 *   { pack: (plain: Buffer) => any, unpack: (packed: Buffer) => unknown, inJavaScript?: boolean }>> }>}
 */
const FORMATS = {
  gzip: {
    level: 6,
    codecs: async () => ({
      ...ours('gzip'),
      'node:zlib': { pack: (plain) => gzip(plain), unpack: (packed) => gunzip(packed) },
      'node:zlib sync': {
        pack: (plain) => zlib.gzipSync(plain),
        unpack: (packed) => zlib.gunzipSync(packed),
      },
      ...(await of('fflate', ({ gzipSync, gunzipSync }) => ({
        pack: (plain) => gzipSync(plain),
        unpack: (packed) => gunzipSync(packed),
        inJavaScript: true,
      }))),
      ...(await of('pako', (pako) => ({
        pack: (plain) => pako.gzip(plain),
        unpack: (packed) => pako.ungzip(packed),
        inJavaScript: true,
      }))),
    }),
  },
  br: {
    level: 4,
    codecs: async () => ({
      ...ours('br'),
      'node:zlib': {
        pack: (plain) => brotli(plain, brotliOptions(plain)),
        unpack: (packed) => unbrotli(packed),
      },
      'node:zlib sync': {
        pack: (plain) => zlib.brotliCompressSync(plain, brotliOptions(plain)),
        unpack: (packed) => zlib.brotliDecompressSync(packed),
      },
    }),
  },
  zstd: {
    level: 3,
    beside: ['snappy'],
    codecs: async () => ({
      ...ours('zstd'),
      ...(await of('@mongodb-js/zstd', (zstd) => ({
        pack: (plain) => zstd.compress(plain, 3),
        unpack: (packed) => zstd.decompress(packed),
      }))),
      ...(await of('zstd-napi', (zstd) => ({
        pack: (plain) => zstd.compress(plain),
        unpack: (packed) => zstd.decompress(packed),
      }))),
      ...(zlib.zstdCompress && {
        'node:zlib': { pack: promisify(zlib.zstdCompress), unpack: promisify(zlib.zstdDecompress) },
      }),
      ...(await of('snappy', (snappy) => ({
        pack: (plain) => snappy.compress(plain),
        unpack: (packed) => snappy.uncompress(packed),
      }))),
    }),
  },
};

function ours(format) {
  return {
    offloop: { pack: (plain) => compress(format, plain), unpack: (packed) => decompress(format, packed) },
  };
}

async function of(name, codec) {
  const exported = await peer(name);
  return exported && { [name]: codec(exported) };
}

/** The size too, as we give it to the encoder: without it the ratio would be worse. */
function brotliOptions(plain) {
  return { params: { [BROTLI_PARAM_QUALITY]: FORMATS.br.level, [BROTLI_PARAM_SIZE_HINT]: plain.length } };
}

module.exports = { FORMATS };
