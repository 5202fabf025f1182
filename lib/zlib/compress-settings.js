'use strict';

const { constants } = require('node:zlib');
const { viewOf } = require('../data/bytes.js');
const native = require('../native.js');
const { DEFLATE, FlushMode, ZSTD } = require('./flushes.js');

/**
 * How to compress: the arguments of the native class, and the compressor once it was made.
 * @typedef {{ level: number, windowBits?: number, dictionary?: Uint8Array,
 *   tuning?: import('../native').CodecTuning, compressor?: import('../native').Compressor }} CompressSettings
 */

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;
const BROTLI_DEFAULTS = { [BROTLI_PARAM_QUALITY]: constants.BROTLI_DEFAULT_QUALITY };

/** ZSTD_c_compressionLevel and ZSTD_c_windowLog, which Node has only since 22.15. */
const ZSTD_LEVEL = 100;
const ZSTD_WINDOW = 101;
const ZSTD_DEFAULT_LEVEL = 3;
const ZSTD_PARAMETERS = native.zstdParameters();

/**
 * The settings of a compressing stream of node:zlib; undefined where the native engines cannot do all that it asks.
 * @param {import('./kinds.js').Kind} kind
 * @param {any} stream node:zlib has checked its options
 * @param {any} options
 * @returns {CompressSettings | undefined}
 */
function compressSettingsOf(kind, stream, options) {
  if (kind.flushes.modes[stream._defaultFlushFlag] === FlushMode.Finish) return undefined;
  if (kind.flushes === DEFLATE) return deflateSettings(kind, stream, options);
  return kind.flushes === ZSTD ? zstdSettings(options) : brotliSettings(options);
}

/**
 * @param {import('./kinds.js').Kind} kind
 * @param {any} stream
 * @param {any} options
 * @returns {CompressSettings}
 */
function deflateSettings(kind, { _level: level, _strategy: strategy }, options) {
  return {
    level: Math.trunc(level),
    windowBits: wholeOf(options?.windowBits),
    dictionary: kind.row?.dictionary ? bytesOf(options?.dictionary) : undefined,
    tuning: { strategy: Math.trunc(strategy), memLevel: wholeOf(options?.memLevel) },
  };
}

/**
 * @param {any} options
 * @returns {CompressSettings | undefined}
 */
function brotliSettings(options) {
  if (options?.dictionary !== undefined) return undefined;
  const { [BROTLI_PARAM_QUALITY]: quality, ...others } = { ...BROTLI_DEFAULTS, ...options?.params };
  const { [BROTLI_PARAM_LGWIN]: window, ...rest } = others;
  const parameters = parametersOf(rest);
  if (window !== undefined) parameters.push({ number: BROTLI_PARAM_LGWIN, value: window >>> 0 });
  return { level: quality >>> 0, tuning: { parameters } };
}

/**
 * @param {any} options
 * @returns {CompressSettings | undefined}
 */
function zstdSettings(options) {
  const dictionary = options?.dictionary ?? undefined;
  const isOdd = dictionary !== undefined && !ArrayBuffer.isView(dictionary);
  if (isOdd || (options?.pledgedSrcSize ?? undefined) !== undefined) return undefined;
  const { [ZSTD_LEVEL]: level = ZSTD_DEFAULT_LEVEL, [ZSTD_WINDOW]: window, ...rest } = options?.params ?? {};
  const parameters = parametersOf(rest);
  if (!parameters.every(({ number }) => ZSTD_PARAMETERS.includes(number))) return undefined;
  return {
    level: level | 0,
    // 0 means the default.
    windowBits: window >>> 0 || undefined,
    dictionary: bytesOf(dictionary),
    tuning: { parameters },
  };
}

/**
 * The parameters of `options.params`.
 * @param {Record<string, any>} params their values by their numbers; node:zlib has checked both
 */
function parametersOf(params) {
  return Object.entries(params).map(([number, value]) => ({ number: Number(number), value: value >>> 0 }));
}

/**
 * The native compressor for the settings, which all streams with them share.
 * @param {import('./kinds.js').Kind} kind
 * @param {CompressSettings} settings
 */
function compressorOf(kind, settings) {
  const { level, windowBits, dictionary, tuning } = settings;
  const { number } = /** @type {import('../codec/formats.js').Row} */ (kind.row);
  settings.compressor ??= new native.Compressor(
    number,
    level,
    windowBits,
    dictionary,
    false,
    undefined,
    tuning,
  );
  return settings.compressor;
}

/**
 * The integer part of a number, as node:zlib uses it; undefined where node:zlib uses its default.
 * @param {any} value
 */
function wholeOf(value) {
  return value === undefined || Number.isNaN(value) ? undefined : Math.trunc(value);
}

/**
 * A copy of a dictionary that node:zlib has checked.
 * @param {any} dictionary
 */
function bytesOf(dictionary) {
  return (dictionary ?? undefined) === undefined
    ? undefined
    : Buffer.from(/** @type {Uint8Array} */ (viewOf(dictionary)));
}

module.exports = { bytesOf, compressorOf, compressSettingsOf, wholeOf };
