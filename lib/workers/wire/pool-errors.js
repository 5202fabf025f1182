'use strict';

const { AbortError, ERRORS } = require('../../errors.js');
const { CLASSES } = require('../errors.js');

/** Names of the classes of errors that a pool itself rejects with, and the names of the errors. */
const NAMES = new Set([
  ...Object.keys(CLASSES),
  ...Object.values(CLASSES).map(({ prototype }) => prototype.name),
  AbortError.name,
]);

/** Codes that have a pool's meaning: what became of a worker, of the start of one, or of a call. */
const CODES = new Set(
  Object.keys(ERRORS).filter(
    (code) =>
      ERRORS[code].ofPool !== undefined || /^(ABORT_ERR$|ERR_ACCESS_DENIED$|ERR_ISOLATION_)/.test(code),
  ),
);

/**
 * Whether an error of this name, or with this code, could be taken for one of the pool's own.
 * @param {{ name?: string, code?: unknown }} error
 */
function isOfPool({ name, code }) {
  return NAMES.has(/** @type {string} */ (name)) || CODES.has(/** @type {string} */ (code));
}

module.exports = { isOfPool };
