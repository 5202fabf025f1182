'use strict';

const offloop = require('offloop');

const formats = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];

/** The only digest takes the bytes themselves; several share one copy. */
async function digest(algorithms, bytes, { signal }) {
  if (algorithms.length > 1) return offloop.createHash(algorithms, { signal }).update(bytes).digest();
  const [name] = algorithms;
  return { [name]: await offloop.hash(name, bytes, { signal, transfer: true }) };
}

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
