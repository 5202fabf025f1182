'use strict';

const { coded, invalidType } = require('../errors.js');
const { findByName } = require('../hash/find-by-name.js');
const native = require('../native.js');

/** The native table with one row for each digest that keys can be derived with, and the row's number. */
const ROWS = native.macs().map((row, number) => ({ ...row, number }));

const rowOf = findByName(ROWS);

/**
 * The row of a digest by its name, in any case and with or without hyphens.
 * @param {any} digest
 */
function macOf(digest) {
  if (typeof digest !== 'string') throw invalidType('digest', 'of type string', digest);
  const row = rowOf(digest);
  if (row === undefined) throw coded('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
  return row;
}

module.exports = { ROWS, macOf };
