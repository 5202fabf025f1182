'use strict';

/** What all ways of node share: its functions for each format, its digests, and how often progress is reported. */

const { createHash, getHashes } = require('node:crypto');
const zlib = require('node:zlib');

/** Types of Node 20 do not know zstd. @type {Record<string, number>} */
const { BROTLI_PARAM_QUALITY, ZSTD_c_compressionLevel } = { ...zlib.constants };

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

/** Milliseconds between two reports of progress, as in offloop. */
const REPORT_INTERVAL = 50;

/** A hash for each name. Throws what offloop rejects with, where node lacks one. */
function openHashes(algorithms) {
  const known = getHashes();
  return Object.fromEntries(
    algorithms.map((name) => {
      if (!known.includes(name)) {
        throw Object.assign(new TypeError(`Invalid digest: ${name}`), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
      }
      return [name, createHash(name)];
    }),
  );
}

function update(hashes, bytes) {
  for (const hash of Object.values(hashes)) hash.update(bytes);
}

function hexOf(hashes) {
  return Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [name, hash.digest('hex')]));
}

/** A callback that leaves out calls which come too soon after the last. */
function throttled(callback) {
  let last = performance.now();
  return (...args) => {
    if (performance.now() - last < REPORT_INTERVAL) return;
    last = performance.now();
    callback(...args);
  };
}

module.exports = { FORMATS, formats, hexOf, openHashes, throttled, update };
