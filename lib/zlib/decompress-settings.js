'use strict';

const native = require('../native.js');
const { BROTLI, DEFLATE, FlushMode, ZSTD } = require('./flushes.js');
const { rowOf } = require('./kinds.js');
const { bytesOf, wholeOf } = require('./compress-settings.js');

/**
 * How to decompress: the arguments of the native class, and the decompressors made so far, by the number of a format.
 * @typedef {{ maxOutput: number, rejectGarbage: boolean, acceptTruncated: boolean, windowBits?: number,
 *   dictionary?: Uint8Array, decompressors: import('../native').Decompressor[] }} DecompressSettings
 */

/** ZSTD_d_windowLogMax, which Node has only since 22.15, and the values of it that the native engine takes. */
const ZSTD_WINDOW = 100;
const ZSTD_WINDOWS = { min: 10, max: 31 };

/**
 * The settings of a decompressing stream of node:zlib; undefined where the native engines cannot do all that it asks.
 * @param {import('./kinds.js').Kind} kind
 * @param {any} stream node:zlib has checked its options
 * @param {any} options
 * @returns {DecompressSettings | undefined}
 */
function decompressSettingsOf(kind, stream, options) {
  const { modes, finish } = kind.flushes;
  const { _defaultFlushFlag: flush, _finishFlushFlag: last } = stream;
  // Native engines do not stop at the end of each block, and cannot treat each chunk as the last one.
  if ([FlushMode.Finish, FlushMode.Block].includes(modes[flush]) || modes[last] === FlushMode.Block)
    return undefined;
  const own = ownOf(kind, options);
  if (own === undefined) return undefined;
  return {
    maxOutput: Infinity,
    rejectGarbage: options?.rejectGarbageAfterEnd === true,
    acceptTruncated: last !== finish,
    decompressors: [],
    ...own,
  };
}

/**
 * The settings that differ between the families of formats.
 * @param {import('./kinds.js').Kind} kind
 * @param {any} options
 */
function ownOf({ flushes, row }, options) {
  if (flushes === ZSTD) return zstdOwn(options);
  if (flushes === BROTLI) return isPlainBrotli(options) ? {} : undefined;
  const windowBits = options?.windowBits === null ? undefined : wholeOf(options?.windowBits);
  return {
    // 0 means the window that the data names.
    windowBits: windowBits === 0 ? undefined : windowBits,
    // Unzip uses it where the data is in the zlib format.
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
  // 0 means the default.
  const windowBits = window >>> 0 || undefined;
  if (windowBits !== undefined && (windowBits < ZSTD_WINDOWS.min || windowBits > ZSTD_WINDOWS.max)) {
    return undefined;
  }
  return { windowBits, dictionary: bytesOf(dictionary) };
}

/**
 * The native decompressor for the settings. Streams with the same ones share it; Unzip has one for each format.
 * @param {import('./kinds.js').Kind} kind
 * @param {DecompressSettings} settings
 * @param {number} [first] the first byte of the data
 */
function decompressorOf(kind, settings, first) {
  const { maxOutput, rejectGarbage, windowBits, dictionary, acceptTruncated } = settings;
  const row = rowOf(kind, first);
  const words = kind.flushes !== DEFLATE || row.dictionary ? dictionary : undefined;
  const args = /** @type {const} */ ([maxOutput, rejectGarbage, windowBits, words, acceptTruncated]);
  settings.decompressors[row.number] ??= new native.Decompressor(row.number, ...args);
  return settings.decompressors[row.number];
}

module.exports = { decompressorOf, decompressSettingsOf };
