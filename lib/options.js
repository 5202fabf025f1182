'use strict';

const { invalidType, outOfRange } = require('./errors.js');

/** @typedef {{ signal?: AbortSignal, transfer?: boolean }} JobOptions */
/** @typedef {{ signal?: AbortSignal, onProgress?: Function }} FileOptions */

/** More threads than this are a mistake. */
const MAX_THREADS = 1024;

/**
 * The options object of a call: `{}` for none.
 * @param {any} options
 * @returns {Record<string, any>}
 */
function optionsOf(options) {
  if (options === undefined) return {};
  if (options === null || typeof options !== 'object')
    throw invalidType('options', 'of type object', options);
  return options;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @param {number} max
 * @returns {number | undefined} an integer within the bounds, or undefined when none was given
 */
function integer(name, value, min, max) {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

/**
 * As `integer` without a maximum, and Infinity.
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @returns {number | undefined}
 */
function integerOrInfinity(name, value, min) {
  return value === Infinity ? Infinity : integer(name, value, min, Number.MAX_SAFE_INTEGER);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} false when none was given
 */
function boolean(name, value) {
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw invalidType(name, 'of type boolean', value);
  return value;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {Function | undefined}
 */
function callback(name, value) {
  if (value !== undefined && typeof value !== 'function') throw invalidType(name, 'of type function', value);
  return value;
}

/**
 * @param {any} value
 * @returns {AbortSignal | undefined}
 */
function signalOf(value) {
  if (value === undefined) return undefined;
  if (value === null || typeof value !== 'object' || !('aborted' in value)) {
    throw invalidType('options.signal', 'an instance of AbortSignal', value);
  }
  return value;
}

/**
 * What every call on data in memory takes.
 * @param {Record<string, any>} options
 * @returns {JobOptions}
 */
function jobOptions({ signal, transfer }) {
  return { signal: signalOf(signal), transfer: boolean('options.transfer', transfer) };
}

/**
 * What every call on files takes.
 * @param {Record<string, any>} options
 * @returns {FileOptions}
 */
function fileOptions({ signal, onProgress }) {
  return { signal: signalOf(signal), onProgress: callback('options.onProgress', onProgress) };
}

module.exports = {
  MAX_THREADS,
  optionsOf,
  integer,
  integerOrInfinity,
  boolean,
  callback,
  signalOf,
  jobOptions,
  fileOptions,
};
