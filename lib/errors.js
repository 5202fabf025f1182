'use strict';

const { types, getSystemErrorMap } = require('node:util');
const { AbortError, ERRORS } = require('./error-table.js');

/** @typedef {import('./native').Failure} Failure */

/**
 * The error of a call whose signal is aborted already; undefined where it is not.
 * @param {AbortSignal} [signal]
 */
function abortErrorOf(signal) {
  return signal?.aborted ? new AbortError(signal.reason) : undefined;
}

/**
 * Throws that error.
 * @param {AbortSignal} [signal]
 */
function throwIfAborted(signal) {
  const error = abortErrorOf(signal);
  if (error !== undefined) throw error;
}

/**
 * An error with a code of the table, its stack headed as Node's are: `TypeError [CODE]: message`.
 * @param {string} code
 * @param {string} message
 * @param {{ cause?: unknown, [property: string]: unknown }} [properties] further own properties
 * @returns {Error & { code: string, [property: string]: unknown }}
 */
function coded(code, message, { cause, ...properties } = {}) {
  const Class = /** @type {ErrorConstructor} */ (ERRORS[code]?.Class ?? Error);
  const error = cause === undefined ? new Class(message) : new Class(message, { cause });
  const { name } = error;
  // The stack is written when it is first read, with the name of that moment.
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true });
  void error.stack;
  delete (/** @type {Partial<Error>} */ (error).name);
  return Object.assign(error, { code }, properties);
}

/**
 * As `coded`, with the message of the table.
 * @param {string} code
 * @param {Record<string, unknown>} details
 */
function described(code, details) {
  return coded(code, /** @type {Required<import('./error-table.js').Row>} */ (ERRORS[code]).message(details));
}

/**
 * @param {string} name
 * @param {string} expected reads after "must be": "of type number"
 * @param {unknown} value
 */
function invalidType(name, expected, value) {
  return described('ERR_INVALID_ARG_TYPE', { name, expected, value });
}

/**
 * @param {string} name
 * @param {string} reason reads after the name: "must not be empty"
 * @param {unknown} value
 */
function invalidValue(name, reason, value) {
  return described('ERR_INVALID_ARG_VALUE', { name, reason, value });
}

/**
 * @param {string} name
 * @param {string} range reads after "must be": ">= 0 && <= 9"
 * @param {unknown} value
 */
function outOfRange(name, range, value) {
  return described('ERR_OUT_OF_RANGE', { name, range, value });
}

/** The error for text that is longer than a string can be, as node:buffer's. */
function stringTooLong() {
  return described('ERR_STRING_TOO_LONG', {});
}

/**
 * The error for a failure that native code reports as a plain object, or for an error of the binding itself.
 * @param {any} failure
 * @returns {Error & { code?: string }}
 */
function fromNative(failure) {
  if (types.isNativeError(failure))
    return isBindingError(failure) ? coded('ERR_INTERNAL', failure.message) : failure;
  if (failure.code === 'ABORT_ERR') return new AbortError();
  if (failure.code === 'SYSTEM') return systemError(failure);
  if (!Object.hasOwn(ERRORS, failure.code))
    return Object.assign(new Error(failure.message), { errno: failure.errno, code: failure.code });
  const { message, path } = failure;
  const error = message === undefined ? described(failure.code, failure) : coded(failure.code, message);
  return path === undefined ? error : Object.assign(error, { path });
}

/**
 * The error for a file that is neither regular nor a directory.
 * @param {string} fileType FIFO, socket or device
 * @param {string} path
 */
function unsupportedFile(fileType, path) {
  return fromNative({ code: 'ERR_UNSUPPORTED_FILE_TYPE', fileType, path });
}

/**
 * Errors that the binding layer makes of panics and of arguments that lib/ should not have passed.
 * @param {Error & { code?: string }} error
 */
function isBindingError(error) {
  return error.code === 'GenericFailure' || error.code === 'InvalidArg';
}

/**
 * The error of a system call, as Node's fs makes it.
 * @param {Failure} failure
 */
function systemError({ errno = 0, syscall, path, dest }) {
  const [code, text] = getSystemErrorMap().get(-errno) ?? ['UNKNOWN', 'unknown error'];
  const target = dest === undefined ? '' : ` -> '${dest}'`;
  const error = new Error(`${code}: ${text}, ${syscall} '${path}'${target}`);
  return Object.assign(error, { errno: -errno, code, syscall, path }, dest === undefined ? {} : { dest });
}

module.exports = {
  ERRORS,
  AbortError,
  abortErrorOf,
  throwIfAborted,
  coded,
  described,
  invalidType,
  invalidValue,
  outOfRange,
  stringTooLong,
  unsupportedFile,
  fromNative,
};
