'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const native = require('../native.js');

/** The native table with one row for each format, and the row's number. */
const ROWS = native.formats().map((row, number) => ({ ...row, number }));
const BY_NAME = new Map(ROWS.map((row) => [row.name, row]));
const NAMES = [...BY_NAME.keys()].join(', ');

/** @typedef {typeof ROWS[number]} Row */

/**
 * The row of a format by its name.
 * @param {any} name
 * @returns {Row}
 */
function formatOf(name) {
  return BY_NAME.get(name) ?? refuse(name, NAMES);
}

/**
 * As `formatOf`, but undefined for 'auto'.
 * @param {any} name
 * @returns {Row | undefined}
 */
function formatOrAuto(name) {
  return name === 'auto' ? undefined : (BY_NAME.get(name) ?? refuse(name, `auto, ${NAMES}`));
}

/**
 * @param {unknown} name
 * @param {string} names
 * @returns {never}
 */
function refuse(name, names) {
  if (typeof name !== 'string') throw invalidType('format', 'of type string', name);
  throw invalidValue('format', `must be one of: ${names}`, name);
}

module.exports = { ROWS, formatOf, formatOrAuto };
