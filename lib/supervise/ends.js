'use strict';

// How the ends of instances are reported.

const { coded } = require('../errors.js');

/** @param {any} record */
function publicRecord({ error, isExpected, ...record }) {
  return { ...record, expected: isExpected, ...(error === undefined ? {} : { error }) };
}

/**
 * @param {import('./options.js').Settings} settings
 * @param {any} record of the last end
 */
function gaveUp({ file, restart: { max, within } }, record) {
  const message = `An instance of '${file}' ended more than ${max} times within ${within} ms, the last time by: ${wayOf(record)}`;
  return coded('ERR_SERVICE_GAVE_UP', message, detailsOf(record));
}

/**
 * @param {import('./options.js').Settings} settings
 * @param {any} record
 */
function startFailed({ file }, record) {
  const message = `A new instance of '${file}' ended before it was ready, by: ${wayOf(record)}. The old ones go on`;
  return coded('ERR_SERVICE_START', message, detailsOf(record));
}

/** @param {any} record */
function wayOf({ error, reason, exitCode, signal }) {
  // As of node:child_process, the message names the program, also where the cause is its directory.
  if (error !== undefined)
    return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
  const hint =
    reason === 'start-timeout' ? ': it has called neither listen() nor ready() of offloop/service' : '';
  return `${reason}, ${signal === null ? `exit code ${exitCode}` : signal}${hint}`;
}

/** @param {any} record */
function detailsOf({ error, reason, exitCode, signal }) {
  return { cause: error, reason, exitCode, signal };
}

module.exports = { gaveUp, publicRecord, startFailed };
