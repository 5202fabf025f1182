'use strict';

const zlib = require('node:zlib');

const { BROTLI_PARAM_QUALITY, ZSTD_c_compressionLevel } = zlib.constants;

/** node:zlib's functions for each format, at the levels that offloop has by default. */
const FORMATS = {
  gzip: { compress: 'gzip', decompress: 'gunzip', options: { level: 6 } },
  deflate: { compress: 'deflate', decompress: 'inflate', options: { level: 6 } },
  'deflate-raw': { compress: 'deflateRaw', decompress: 'inflateRaw', options: { level: 6 } },
  br: {
    compress: 'brotliCompress',
    decompress: 'brotliDecompress',
    options: { params: { [BROTLI_PARAM_QUALITY]: 4 } },
  },
  zstd: {
    compress: 'zstdCompress',
    decompress: 'zstdDecompress',
    options: { params: { [ZSTD_c_compressionLevel]: 3 } },
  },
};

/** Those that this node has: zstd came with 22.15. */
const formats = Object.keys(FORMATS).filter((format) => FORMATS[format].compress in zlib);

module.exports = { FORMATS, formats };
