'use strict';

const { withBoundMethods } = require('../data/start-job.js');
const { coded, invalidType } = require('../errors.js');
const native = require('../native.js');
const { findByName } = require('./find-by-name.js');

/** The native table with one row for each algorithm, the row's number, and a digest for calls without options. */
const ROWS = native
  .algorithms()
  .map((row, number) => ({ ...row, number, plain: withBoundMethods(new native.Digest(number)) }));

const rowOf = findByName(ROWS);

/** @typedef {typeof ROWS[number]} Row */

/**
 * The row of an algorithm by its name, in any case and with or without hyphens.
 * @param {any} name
 * @param {string} [argument]
 * @returns {Row}
 */
function algorithmOf(name, argument = 'algorithm') {
  const row = rowOf(name);
  if (row !== undefined) return row;
  if (typeof name !== 'string') throw invalidType(argument, 'of type string', name);
  throw coded('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
}

module.exports = { ROWS, algorithmOf };
