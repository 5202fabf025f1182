'use strict';

const { types } = require('node:util');

/**
 * The results of a chunk. A value is undefined where its item failed.
 * @typedef {{ values: any, failures: Failure[], time: number }} Results
 * @typedef {{ index: number, error: any }} Failure
 */

/**
 * The results of a chunk as a worker sends them, checked: a sandboxed worker may send anything.
 * @param {any[]} message values, failures and time
 * @param {import('../task.js').Chunk} chunk
 * @param {(failure: any[]) => any} errorOf what was thrown, by its description
 * @returns {Results | undefined} undefined for what a worker never sends
 */
function resultsOf([values, failures, time], chunk, errorOf) {
  const { count } = chunk;
  if (!isOfKind(values, chunk) || values.length !== count) return undefined;
  if (!Array.isArray(failures) || !isTime(time)) return undefined;
  if (!failures.every((failure) => isFailure(failure, count))) return undefined;
  return {
    values,
    failures: failures.map((failure) => ({ index: failure[0], error: errorOf(failure) })),
    time,
  };
}

/**
 * A batch of a typed array has a typed array of its class as its results; all others have an array.
 * @param {any} values
 * @param {import('../task.js').Chunk} chunk
 */
function isOfKind(values, { items, mode }) {
  if (mode !== 'batch' || !types.isTypedArray(items)) return Array.isArray(values);
  return types.isTypedArray(values) && classOf(values) === classOf(items);
}

/** @param {any} typed a typed array: a Buffer is a Uint8Array */
function classOf(typed) {
  return typed[Symbol.toStringTag];
}

/** @param {any} time */
function isTime(time) {
  return typeof time === 'number' && time >= 0 && Number.isFinite(time);
}

/**
 * @param {any} failure
 * @param {number} count
 */
function isFailure(failure, count) {
  if (!Array.isArray(failure)) return false;
  const [index] = failure;
  return Number.isInteger(index) && index >= 0 && index < count;
}

/**
 * The values and errors of a chunk as `Promise.allSettled` gives them.
 * @param {Results} results
 * @param {number} start
 */
function settledAs({ values, failures }, start) {
  const settled = Array.from(values, (value) => ({ status: 'fulfilled', value }));
  for (const { index, error } of failures) {
    settled[index] = /** @type {any} */ ({ status: 'rejected', reason: withIndex(error, start + index) });
  }
  return settled;
}

/** A path into the items of a chunk, at its beginning or in a message. */
const PATH = /(^|\(at )items\[(\d+)\]/;

/** The errors that have the index of their item: what a task throws may have an `index` of its own. @type {WeakSet<object>} */
const withItsIndex = new WeakSet();

/**
 * Adds to an error which item it is about. An error of a whole chunk has the index of its first item and their count.
 * @param {any} error
 * @param {number} index
 * @param {number} [count]
 */
function withIndex(error, index, count) {
  if (typeof error !== 'object' || error === null || withItsIndex.has(error)) return error;
  withItsIndex.add(error);
  const within = PATH.exec(error.path ?? '');
  if (within === null) return Object.assign(error, { index, ...(count !== undefined && { count }) });
  const at = index + Number(within[2]);
  const absolute = (/** @type {string} */ text) => text.replace(PATH, `$1items[${at}]`);
  const { path, message, stack } = error;
  return Object.assign(error, {
    index: at,
    path: absolute(path),
    message: absolute(message),
    stack: absolute(stack),
  });
}

module.exports = { resultsOf, settledAs, withIndex };
