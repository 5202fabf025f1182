'use strict';

const { formatOf } = require('../codec/formats.js');
const { callback, integer, integerOrInfinity, object, refuseUnknown } = require('../options.js');
const { middlewareOptions } = require('./middleware.js');
const { ENCODINGS, encodingsOf } = require('./negotiate.js');

/** Smaller bodies go as they are: they fit into one packet, and what they would save is less than their headers. */
const THRESHOLD = 1024;

/** @typedef {ReturnType<typeof compressionOptions>} Settings */

/**
 * @param {unknown} options
 */
function compressionOptions(options) {
  const given = middlewareOptions('compression', options);
  return {
    encodings: encodingsOf(given.encodings),
    threshold: integerOrInfinity('options.threshold', given.threshold, 0) ?? THRESHOLD,
    filter: callback('options.filter', given.filter),
    levels: levelsOf('compression', ENCODINGS, given.levels),
    cache: integer('options.cache', given.cache, 0, Number.MAX_SAFE_INTEGER) ?? 0,
  };
}

/**
 * The levels that a call names, by encoding, each within the bounds of its format.
 * @param {'compression' | 'precompress'} call
 * @param {readonly import('../../index.d.ts').CompressionFormat[]} encodings
 * @param {unknown} value
 * @returns {Record<string, number>}
 */
function levelsOf(call, encodings, value) {
  const levels = refuseUnknown(`${call}.levels`, object('options.levels', value) ?? {});
  for (const name of encodings) {
    const { minLevel, maxLevel } = formatOf(name);
    integer(`options.levels.${name}`, levels[name], minLevel, maxLevel);
  }
  return { ...levels };
}

module.exports = { compressionOptions, levelsOf };
