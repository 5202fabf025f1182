'use strict';

const native = require('../native.js');
const { BROTLI, DEFLATE, THEN, ZSTD } = require('./flushes.js');
const { rowOf } = require('./kinds.js');
const { bytesOf, wholeOf } = require('./compress.js');

/**
 * How to decompress: the arguments of the native class, and what was made with them, by the number of a format.
 * @typedef {{ maxOutput: number, rejectGarbage: boolean, acceptTruncated: boolean, windowBits?: number,
 *   dictionary?: Uint8Array, coders: import('../native').Decompressor[] }} Unpacking
 */

/** ZSTD_d_windowLogMax, which Node has only since 22.15, and the values of it that the native engine takes. */
const ZSTD_WINDOW = 100;
const ZSTD_WINDOWS = { min: 10, max: 31 };

/**
 * What a decompressing stream of node:zlib was made for, if the native engines can do all of it.
 * @param {import('./kinds.js').Kind} kind
 * @param {any} stream node:zlib has checked its options
 * @param {any} options
 * @returns {Unpacking | undefined}
 */
function unpackingOf(kind, stream, options) {
  const { thens, finish } = kind.flushes;
  const { _defaultFlushFlag: flush, _finishFlushFlag: last } = stream;
  // An engine that is told to stop at the end of each block, or that each chunk is the last one.
  if ([THEN.end, THEN.block].includes(thens[flush]) || thens[last] === THEN.block) return undefined;
  const own = ownOf(kind, options);
  if (own === undefined) return undefined;
  return {
    maxOutput: Infinity,
    rejectGarbage: options?.rejectGarbageAfterEnd === true,
    acceptTruncated: last !== finish,
    coders: [],
    ...own,
  };
}

/**
 * What the family of formats has for itself.
 * @param {import('./kinds.js').Kind} kind
 * @param {any} options
 */
function ownOf({ flushes, row }, options) {
  if (flushes === ZSTD) return zstdOwn(options);
  if (flushes === BROTLI) return isPlainBrotli(options) ? {} : undefined;
  const windowBits = options?.windowBits === null ? undefined : wholeOf(options?.windowBits);
  return {
    // 0 is the window that the data tells of.
    windowBits: windowBits === 0 ? undefined : windowBits,
    // Unzip uses it where the data turns out to be zlib's.
    dictionary: row === undefined || row.dictionary ? bytesOf(options?.dictionary) : undefined,
  };
}

/** @param {any} options */
function isPlainBrotli(options) {
  return options?.dictionary === undefined && Object.keys(options?.params ?? {}).length === 0;
}

/** @param {any} options */
function zstdOwn(options) {
  const dictionary = options?.dictionary ?? undefined;
  if (dictionary !== undefined && !ArrayBuffer.isView(dictionary)) return undefined;
  const { [ZSTD_WINDOW]: window, ...rest } = options?.params ?? {};
  if (Object.keys(rest).length > 0) return undefined;
  // 0 is as none.
  const windowBits = window >>> 0 || undefined;
  if (windowBits !== undefined && (windowBits < ZSTD_WINDOWS.min || windowBits > ZSTD_WINDOWS.max)) {
    return undefined;
  }
  return { windowBits, dictionary: bytesOf(dictionary) };
}

/**
 * The native decompressor for it, of which there need be one only for each format.
 * @param {import('./kinds.js').Kind} kind
 * @param {Unpacking} unpacking
 * @param {number} [first] the first byte of the data
 */
function decompressorOf(kind, unpacking, first) {
  const { maxOutput, rejectGarbage, windowBits, dictionary, acceptTruncated } = unpacking;
  const row = rowOf(kind, first);
  const words = kind.flushes !== DEFLATE || row.dictionary ? dictionary : undefined;
  const args = /** @type {const} */ ([maxOutput, rejectGarbage, windowBits, words, acceptTruncated]);
  unpacking.coders[row.number] ??= new native.Decompressor(row.number, ...args);
  return unpacking.coders[row.number];
}

module.exports = { decompressorOf, unpackingOf };
