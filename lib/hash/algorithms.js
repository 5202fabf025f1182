'use strict';

const { coded, invalidType } = require('../errors.js');
const native = require('../native.js');
const { withBoundMethods } = require('../data/start-job.js');

/** The native table: one row an algorithm, with its number and a ready digest for calls without options. */
const ROWS = native
  .algorithms()
  .map((row, number) => ({ ...row, number, plain: withBoundMethods(new native.Digest(number)) }));

const BY_NAME = new Map(ROWS.map((row) => [row.name, row]));
const BY_LETTERS = new Map(ROWS.map((row) => [letters(row.name), row]));

/** @typedef {typeof ROWS[number]} Row */

/**
 * The row of an algorithm by its name, in any case and with or without hyphens.
 * @param {any} name
 * @param {string} [argument]
 * @returns {Row}
 */
function algorithmOf(name, argument = 'algorithm') {
  const row = BY_NAME.get(name);
  if (row !== undefined) return row;
  if (typeof name !== 'string') throw invalidType(argument, 'of type string', name);
  const similar = BY_LETTERS.get(letters(name));
  if (similar === undefined) throw coded('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
  return similar;
}

/** @param {string} name */
function letters(name) {
  return name.toLowerCase().replaceAll(/[-/]/g, '');
}

module.exports = { ROWS, algorithmOf };
