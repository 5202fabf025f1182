'use strict';

const offloop = require('offloop');

const formats = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];

/** Several digests each take a copy of the bytes; the only one takes the bytes themselves. */
async function digest(algorithms, bytes, { signal }) {
  const options = { signal, transfer: algorithms.length === 1 };
  const digests = await Promise.all(algorithms.map((name) => offloop.hash(name, bytes, options)));
  return Object.fromEntries(algorithms.map((name, index) => [name, digests[index]]));
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

function hashPassword(password, { signal }) {
  return offloop.hashPassword(password, { signal });
}

function verifyPassword(password, encoded, { signal }) {
  return offloop.verifyPassword(password, encoded, { signal });
}

module.exports = {
  formats,
  digest,
  digestFile,
  compress,
  compressFile,
  decompress,
  hashPassword,
  verifyPassword,
  stats: offloop.stats,
};
