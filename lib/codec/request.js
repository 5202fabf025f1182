'use strict';

const { bytesOf } = require('../data/bytes.js');
const { invalidValue } = require('../errors.js');
const { NO_OPTIONS } = require('../job.js');
const native = require('../native.js');
const { withBoundMethods } = require('../data/start-job.js');
const { MAX_THREADS, boolean, integer, integerOrInfinity, optionsOf } = require('../options.js');
const { ROWS, formatOf, formatOrAuto } = require('./formats.js');

/** @typedef {import('./formats.js').Row} Row */
/** @typedef {import('../option-names.js').Call} Call */

/**
 * What a call asks for, checked: a native codec, which is a compressor or a decompressor; the options that it was made
 * from; and what a tracing subscriber gets.
 * @template [Codec=any]
 * @typedef {{ codec: Codec, given: Record<string, any>, context: Record<string, unknown> }} Request
 */

/** @typedef {Request<import('../native').Compressor>} CompressRequest */
/**
 * `inlineBytes`: the most compressed bytes that may be decompressed on the event loop.
 * @typedef {Request<import('../native').Decompressor> & { inlineBytes: number }} DecompressRequest
 */

/** The most bytes of decompressed data, unless the caller allows more. */
const MAX_OUTPUT = 128 * 1024 * 1024;

/** Requests of calls without options, by row: to make a native object takes longer than to start a job. */
const COMPRESS_REQUESTS = new Map(ROWS.map((row) => [row, reusable(newCompressRequest(row, NO_OPTIONS))]));
const DECOMPRESS_REQUESTS = new Map(
  ROWS.map((row) => [row, reusable(newDecompressRequest(row, NO_OPTIONS))]),
);
/** Of data whose format only its bytes tell. */
const MOST_INLINE_BYTES = Math.max(...ROWS.map((row) => row.inlineBytes));
const AUTO_REQUEST = reusable(newDecompressRequest(undefined, NO_OPTIONS));

/**
 * @template {Request<{ bound(): object }>} R
 * @param {R} request
 * @returns {R}
 */
function reusable(request) {
  withBoundMethods(request.codec);
  return request;
}

/**
 * @param {Call} call
 * @param {unknown} format
 * @param {unknown} [options]
 * @returns {CompressRequest}
 */
function compressRequest(call, format, options) {
  const row = formatOf(format);
  const ready = options === undefined ? COMPRESS_REQUESTS.get(row) : undefined;
  return ready ?? newCompressRequest(row, optionsOf(call, options));
}

/**
 * @param {Row} row
 * @param {Record<string, any>} given
 * @returns {CompressRequest}
 */
function newCompressRequest(row, given) {
  const level = integer('options.level', given.level, row.minLevel, row.maxLevel) ?? row.defaultLevel;
  const windowBits = integer('options.windowBits', given.windowBits, row.minWindowBits, row.maxWindowBits);
  const dictionary = dictionaryOf(row, given.dictionary);
  const seekable = seekableOf(row, given.seekable);
  const threads = threadsOf(given);
  const codec = new native.Compressor(row.number, level, windowBits, dictionary, seekable, threads);
  return { codec, given, context: { format: row.name, level } };
}

/**
 * @param {Call} call
 * @param {unknown} format may be 'auto'
 * @param {unknown} [options]
 * @returns {DecompressRequest}
 */
function decompressRequest(call, format, options) {
  const row = formatOrAuto(format);
  if (options !== undefined) return newDecompressRequest(row, optionsOf(call, options));
  return (row && DECOMPRESS_REQUESTS.get(row)) ?? AUTO_REQUEST;
}

/**
 * @param {Row | undefined} row undefined for 'auto'
 * @param {Record<string, any>} given
 * @returns {DecompressRequest}
 */
function newDecompressRequest(row, given) {
  const codec = new native.Decompressor(
    row?.number,
    integerOrInfinity('options.maxOutputLength', given.maxOutputLength, 1) ?? MAX_OUTPUT,
    boolean('options.rejectGarbageAfterEnd', given.rejectGarbageAfterEnd),
    acceptedWindow(row, given.windowBits),
    dictionaryOf(row, given.dictionary),
    false,
    threadsOf(given),
  );
  const inlineBytes = row?.inlineBytes ?? MOST_INLINE_BYTES;
  return { codec, given, context: { format: row?.name ?? 'auto' }, inlineBytes };
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

module.exports = { compressRequest, decompressRequest };
