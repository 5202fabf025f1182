'use strict';

const offloop = require('offloop');

const formats = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];

/**
 * One digest alone takes the bytes themselves; several share one copy.
 * @param {import('offloop').HashAlgorithm[]} algorithms
 * @param {Buffer} bytes
 * @param {{ signal: AbortSignal }} options
 * @returns {Promise<Record<string, string>>}
 */
async function digest(algorithms, bytes, { signal }) {
  if (algorithms.length > 1) return offloop.createHash(algorithms, { signal }).update(bytes).digest();
  const [name] = algorithms;
  return { [name]: await offloop.hash(name, bytes, { signal, transfer: true }) };
}

/**
 * @param {import('offloop').HashAlgorithm[]} algorithms
 * @param {string} path
 * @param {{ signal: AbortSignal, onProgress: (bytesDone: number, bytesTotal: number) => void }} options
 */
function digestFile(algorithms, path, { signal, onProgress }) {
  return offloop.hashFile(algorithms, path, { signal, onProgress });
}

function compress(format, bytes, { signal }) {
  return offloop.compress(format, bytes, { signal, transfer: true });
}

function compressFile(format, from, to, { signal, onProgress }) {
  return offloop.compressFile(format, from, to, { signal, onProgress });
}

function decompress(format, bytes, { signal, maxOutputLength }) {
  return offloop.decompress(format, bytes, { signal, maxOutputLength, transfer: true });
}

module.exports = {
  formats,
  digest,
  digestFile,
  compress,
  compressFile,
  decompress,
  stats: offloop.stats,
};
