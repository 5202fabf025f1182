'use strict';

const { bytesOf } = require('../data/bytes.js');
const { invalidValue } = require('../errors.js');
const native = require('../native.js');
const { reused } = require('../data/bound-methods.js');
const { MAX_THREADS, boolean, integer, integerOrInfinity, optionsOf } = require('../options.js');
const { ROWS, formatOf, formatOrAuto } = require('./formats.js');

/** @typedef {import('./formats.js').Row} Row */

/**
 * A native coder, the options it was made of, and what a tracing subscriber is told.
 * @typedef {{ coder: import('../native').Compressor | import('../native').Decompressor, given: Record<string, any>,
 *   context: Record<string, unknown> }} Request
 */

/** Decompressed data is refused beyond this unless the caller says otherwise, in bytes. */
const MAX_OUTPUT = 128 * 1024 * 1024;

/** What calls without options ask for, by row: making a native object takes longer than handing over a job. */
const NO_OPTIONS = Object.freeze({});
const PLAIN_COMPRESSORS = new Map(ROWS.map((row) => [row, plain(compressorOf(row, NO_OPTIONS))]));
const PLAIN_DECOMPRESSORS = new Map(ROWS.map((row) => [row, plain(decompressorOf(row, NO_OPTIONS))]));
const PLAIN_AUTO = plain(decompressorOf(undefined, NO_OPTIONS));

/**
 * @param {Request} request
 * @returns {Request}
 */
function plain({ coder, ...rest }) {
  return { coder: reused(coder), ...rest };
}

/**
 * The native compressor for a call, its options checked.
 * @param {unknown} format
 * @param {unknown} [options]
 * @returns {Request}
 */
function compressor(format, options) {
  const row = formatOf(format);
  const ready = options === undefined ? PLAIN_COMPRESSORS.get(row) : undefined;
  return ready ?? compressorOf(row, optionsOf(options));
}

/**
 * @param {Row} row
 * @param {Record<string, any>} given
 * @returns {Request}
 */
function compressorOf(row, given) {
  const level = integer('options.level', given.level, row.minLevel, row.maxLevel) ?? row.defaultLevel;
  const windowBits = integer('options.windowBits', given.windowBits, row.minWindowBits, row.maxWindowBits);
  const dictionary = dictionaryOf(row, given.dictionary);
  const seekable = seekableOf(row, given.seekable);
  const threads = threadsOf(given);
  const coder = new native.Compressor(row.number, level, windowBits, dictionary, seekable, threads);
  return { coder, given, context: { format: row.name, level } };
}

/**
 * The native decompressor for a call, its options checked.
 * @param {unknown} format 'auto' too
 * @param {unknown} [options]
 * @returns {Request}
 */
function decompressor(format, options) {
  const row = formatOrAuto(format);
  if (options !== undefined) return decompressorOf(row, optionsOf(options));
  return (row && PLAIN_DECOMPRESSORS.get(row)) ?? PLAIN_AUTO;
}

/**
 * @param {Row | undefined} row none for 'auto'
 * @param {Record<string, any>} given
 * @returns {Request}
 */
function decompressorOf(row, given) {
  const coder = new native.Decompressor(
    row?.number,
    integerOrInfinity('options.maxOutputLength', given.maxOutputLength, 1) ?? MAX_OUTPUT,
    boolean('options.rejectGarbageAfterEnd', given.rejectGarbageAfterEnd),
    acceptedWindow(row, given.windowBits),
    dictionaryOf(row, given.dictionary),
    false,
    threadsOf(given),
  );
  return { coder, given, context: { format: row?.name ?? 'auto' } };
}

/** @param {Record<string, any>} given */
function threadsOf(given) {
  return integer('options.threads', given.threads, 1, MAX_THREADS);
}

/**
 * @param {Row | undefined} row
 * @param {unknown} windowBits
 */
function acceptedWindow(row, windowBits) {
  if (windowBits === undefined) return undefined;
  const { minDecompressWindowBits: min, maxDecompressWindowBits: max } = row ?? {};
  if (min === undefined || max === undefined) {
    throw invalidValue(
      'options.windowBits',
      `is not possible when decompressing ${row?.name ?? 'auto'}`,
      windowBits,
    );
  }
  return integer('options.windowBits', windowBits, min, max);
}

/**
 * @param {Row} row
 * @param {unknown} given
 */
function seekableOf(row, given) {
  const seekable = boolean('options.seekable', given);
  if (seekable && !row.seekable)
    throw invalidValue('options.seekable', `is not possible with ${row.name}`, given);
  return seekable;
}

/**
 * @param {Row | undefined} row
 * @param {unknown} dictionary
 */
function dictionaryOf(row, dictionary) {
  if (dictionary === undefined) return undefined;
  if (!row?.dictionary)
    throw invalidValue('options.dictionary', `is not possible with ${row?.name ?? 'auto'}`, dictionary);
  return Buffer.from(bytesOf('options.dictionary', dictionary));
}

module.exports = { compressor, decompressor };
