'use strict';

const { bytesOf } = require('../bytes.js');
const { invalidValue } = require('../errors.js');
const native = require('../native.js');
const { boolean, integer, integerOrInfinity, optionsOf } = require('../options.js');
const { formatOf, formatOrAuto } = require('./formats.js');

/** @typedef {import('./formats.js').Row} Row */

/**
 * A native coder, the options it was made of, and what a tracing subscriber is told.
 * @typedef {{ coder: import('../native').Compressor | import('../native').Decompressor, given: Record<string, any>,
 *   context: Record<string, unknown> }} Request
 */

/** Decompressed data is refused beyond this unless the caller says otherwise, in bytes. */
const MAX_OUTPUT = 128 * 1024 * 1024;

/**
 * The native compressor for a call, its options checked.
 * @param {unknown} format
 * @param {unknown} [options]
 * @returns {Request}
 */
function compressor(format, options) {
  const row = formatOf(format);
  const given = optionsOf(options);
  const level = integer('options.level', given.level, row.minLevel, row.maxLevel) ?? row.defaultLevel;
  const windowBits = integer('options.windowBits', given.windowBits, row.minWindowBits, row.maxWindowBits);
  const coder = new native.Compressor(row.number, level, windowBits, dictionaryOf(row, given.dictionary));
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
  const given = optionsOf(options);
  const coder = new native.Decompressor(
    row?.number,
    integerOrInfinity('options.maxOutputLength', given.maxOutputLength, 1) ?? MAX_OUTPUT,
    boolean('options.rejectGarbageAfterEnd', given.rejectGarbageAfterEnd),
    acceptedWindow(row, given.windowBits),
    dictionaryOf(row, given.dictionary),
  );
  return { coder, given, context: { format } };
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
