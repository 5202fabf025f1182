'use strict';

const offloop = require('offloop');

/** The longest line of newline-delimited JSON, in bytes. */
const MAX_LINE = 1024 * 1024;

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

function parseJson(bytes, { signal }) {
  return offloop.parseJson(bytes, { signal, transfer: true });
}

function parseJsonLines(stream, { signal }) {
  return offloop.parseJsonLines(stream, { signal, maxLineLength: MAX_LINE });
}

function stringifyJson(value, { signal }) {
  return offloop.stringifyJson(value, { signal });
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
  parseJson,
  parseJsonLines,
  stringifyJson,
  hashPassword,
  verifyPassword,
  stats: offloop.stats,
};
