'use strict';

const { coded, invalidType } = require('../errors.js');
const native = require('../native.js');

/** The native table of digests that keys can be derived with: one row a digest, with its number. */
const ROWS = native.macs().map((row, number) => ({ ...row, number }));

const BY_LETTERS = new Map(ROWS.map((row) => [letters(row.name), row]));

/**
 * The row of a digest by its name, in any case and with or without hyphens.
 * @param {any} digest
 */
function macOf(digest) {
  if (typeof digest !== 'string') throw invalidType('digest', 'of type string', digest);
  const row = BY_LETTERS.get(letters(digest));
  if (row === undefined) throw coded('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
  return row;
}

/** @param {string} name */
function letters(name) {
  return name.toLowerCase().replaceAll(/[-/]/g, '');
}

module.exports = { ROWS, macOf };
