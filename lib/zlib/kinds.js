'use strict';

const zlib = require('node:zlib');
const { formatOf } = require('../codec/formats.js');
const { BROTLI, DEFLATE, ZSTD } = require('./flushes.js');

/**
 * A class of node:zlib, and the functions that are named after it.
 * @typedef {object} Kind
 * @property {string} name the class
 * @property {string} call the function with a callback
 * @property {string} create the function that makes a stream
 * @property {boolean} compresses false where it decompresses
 * @property {import('../codec/formats.js').Row | undefined} row of the format; undefined where the data shows the format
 * @property {import('./flushes.js').Flushes} flushes
 * @property {any} Node node:zlib's class
 */

/** @type {Array<[string, boolean, string | undefined, import('./flushes.js').Flushes]>} */
const TABLE = [
  ['Deflate', true, 'deflate', DEFLATE],
  ['DeflateRaw', true, 'deflate-raw', DEFLATE],
  ['Gzip', true, 'gzip', DEFLATE],
  ['BrotliCompress', true, 'br', BROTLI],
  ['ZstdCompress', true, 'zstd', ZSTD],
  ['Inflate', false, 'deflate', DEFLATE],
  ['InflateRaw', false, 'deflate-raw', DEFLATE],
  ['Gunzip', false, 'gzip', DEFLATE],
  ['Unzip', false, undefined, DEFLATE],
  ['BrotliDecompress', false, 'br', BROTLI],
  ['ZstdDecompress', false, 'zstd', ZSTD],
];

/** The classes that this version of Node has: Zstandard came with 22.15. @type {Kind[]} */
const KINDS = TABLE.filter(([name]) => name in zlib).map(([name, compresses, format, flushes]) => ({
  name,
  call: name[0].toLowerCase() + name.slice(1),
  create: `create${name}`,
  compresses,
  row: format === undefined ? undefined : formatOf(format),
  flushes,
  Node: /** @type {any} */ (zlib)[name],
}));

const GZIP = formatOf('gzip');
const ZLIB = formatOf('deflate');
const GZIP_FIRST_BYTE = 0x1f;

/**
 * The format of data that begins with this byte, as Unzip decides it: gzip, or else zlib.
 * @param {Kind} kind
 * @param {number | undefined} first
 */
function rowOf(kind, first) {
  return kind.row ?? (first === GZIP_FIRST_BYTE ? GZIP : ZLIB);
}

module.exports = { KINDS, rowOf };
