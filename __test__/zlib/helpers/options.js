'use strict';

const { constants } = require('node:zlib');

const WORDS = Buffer.from('the words that both sides know beforehand');

/** Options of the deflate family in compressing. */
const DEFLATE = [
  undefined,
  null,
  {},
  7,
  ...[-1, 0, 1, 6, 9, 5.5, NaN].map((level) => ({ level })),
  ...[1, 5, 9].map((memLevel) => ({ memLevel })),
  ...[0, 1, 2, 3, 4].map((strategy) => ({ strategy, level: 9 })),
  ...[9, 12, 15].map((windowBits) => ({ windowBits })),
  { chunkSize: 64 },
  { flush: constants.Z_SYNC_FLUSH },
  { finishFlush: constants.Z_FINISH, flush: constants.Z_FULL_FLUSH },
  { flush: constants.Z_FINISH },
  { maxOutputLength: 1_000_000 },
  { level: 3, memLevel: 2, strategy: 1, windowBits: 10, chunkSize: 1000 },
];

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT } = constants;

const BROTLI = [
  {},
  { params: {} },
  { params: { [BROTLI_PARAM_QUALITY]: 1 } },
  { params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_LGWIN]: 10 } },
  { params: { [BROTLI_PARAM_QUALITY]: 50, [BROTLI_PARAM_LGWIN]: 3 } },
  { params: { [BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [BROTLI_PARAM_SIZE_HINT]: 1000 } },
  { params: { [constants.BROTLI_PARAM_LGBLOCK]: 20, [constants.BROTLI_PARAM_NPOSTFIX]: 1 } },
  { params: { [constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING]: true } },
  { flush: constants.BROTLI_OPERATION_FLUSH },
  { chunkSize: 100 },
];

const ZSTD = [
  undefined,
  ...[-5, 1, 9].map((level) => ({ params: { 100: level } })),
  { params: { 101: 18, 201: 1 } },
  { params: { 101: 0, 200: false, 202: true } },
  { params: { 107: 3, 160: 1 } },
  { flush: 1 },
  { chunkSize: 100 },
];

/** Options that a class for compressing takes. */
function packingOptions(name) {
  if (name === 'BrotliCompress') return BROTLI;
  if (name === 'ZstdCompress') return ZSTD;
  return DEFLATE;
}

/** Options that fail, or that a class may have to leave to node:zlib. */
const WRONG = [
  { chunkSize: 63 },
  { chunkSize: '100' },
  { flush: 9 },
  { flush: 'sync' },
  { finishFlush: -1 },
  { maxOutputLength: 0 },
  { maxOutputLength: '1' },
  { windowBits: 7 },
  { windowBits: 16 },
  { windowBits: 8 },
  { windowBits: 0 },
  { level: 10 },
  { level: '6' },
  { level: -2 },
  { memLevel: 0 },
  { memLevel: 10 },
  { strategy: 5 },
  { strategy: 'fixed' },
  { dictionary: 'text' },
  { dictionary: 7 },
  { params: { 99_999: 1 } },
  { params: { x: 1 } },
  { params: { 1: 'eleven' } },
  { params: { 101: 99 } },
];

module.exports = { WORDS, WRONG, packingOptions };
