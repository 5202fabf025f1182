'use strict';

const zlib = require('node:zlib');
const { promisify } = require('node:util');
const { present } = require('../../helpers/values.js');

/** Whole numbers from `first` to `last`. */
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** @typedef {import('../../../index.js').CompressionFormat} Format */

/**
 * A format as the tests meet it.
 * @typedef {object} FormatRow
 * @property {Format} name
 * @property {number[]} levels every level; of zstd's negative ones the ends and some between
 * @property {number} slow a level that is slow and still can be stopped
 * @property {number[]} windows ends of `windowBits` in compressing
 * @property {number[] | undefined} acceptedWindows the same in decompressing
 * @property {boolean} dictionary whether a dictionary is possible
 * @property {boolean} joins whether several members or frames are read as one
 * @property {'gzip' | 'deflate' | 'deflateRaw' | 'brotliCompress' | 'zstdCompress'} nodeCompress node:zlib's function
 * @property {'gunzip' | 'inflate' | 'inflateRaw' | 'brotliDecompress' | 'zstdDecompress'} nodeDecompress node:zlib's
 *   function
 */

/** @type {FormatRow[]} */
const FORMATS = [
  {
    name: 'gzip',
    levels: range(-1, 9),
    slow: 9,
    windows: [9, 15],
    acceptedWindows: [8, 15],
    dictionary: false,
    joins: true,
    nodeCompress: 'gzip',
    nodeDecompress: 'gunzip',
  },
  {
    name: 'deflate',
    levels: range(-1, 9),
    slow: 9,
    windows: [8, 15],
    acceptedWindows: [8, 15],
    dictionary: true,
    joins: false,
    nodeCompress: 'deflate',
    nodeDecompress: 'inflate',
  },
  {
    name: 'deflate-raw',
    levels: range(-1, 9),
    slow: 9,
    windows: [8, 15],
    acceptedWindows: [8, 15],
    dictionary: true,
    joins: false,
    nodeCompress: 'deflateRaw',
    nodeDecompress: 'inflateRaw',
  },
  {
    name: 'br',
    levels: range(0, 11),
    slow: 9,
    windows: [10, 24],
    acceptedWindows: undefined,
    dictionary: false,
    joins: false,
    nodeCompress: 'brotliCompress',
    nodeDecompress: 'brotliDecompress',
  },
  {
    name: 'zstd',
    levels: [-131072, -100, -7, ...range(-1, 22)],
    slow: 19,
    windows: [10, 27],
    acceptedWindows: [10, 31],
    dictionary: true,
    joins: true,
    nodeCompress: 'zstdCompress',
    nodeDecompress: 'zstdDecompress',
  },
];

const NAMES = FORMATS.map(({ name }) => name);

/** Whether this Node has the format: zstd came with 22.15. */
const nodeHas = ({ nodeDecompress }) => nodeDecompress in zlib;

const FORMATS_OF_NODE = FORMATS.filter(nodeHas);

/** @type {(name: string) => FormatRow} */
const rowOf = (name) => present(FORMATS.find((row) => row.name === name));
const nodeCompressSync = (name, data, options) => zlib[`${rowOf(name).nodeCompress}Sync`](data, options);
const nodeDecompressSync = (name, data, options) => zlib[`${rowOf(name).nodeDecompress}Sync`](data, options);
/** @type {(name: string, data: Buffer, options?: object) => Promise<Buffer>} */
const nodeDecompress = (name, data, options) =>
  promisify(/** @type {any} */ (zlib[rowOf(name).nodeDecompress]))(data, options);

module.exports = {
  FORMATS,
  FORMATS_OF_NODE,
  NAMES,
  nodeHas,
  rowOf,
  nodeCompressSync,
  nodeDecompress,
  nodeDecompressSync,
};
