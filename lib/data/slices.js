'use strict';

const { Blob } = require('node:buffer');
const { coded } = require('../errors.js');
const { BYTES_A_TURN } = require('./loop-budget.js');

/** @typedef {InstanceType<typeof import('./loop-budget.js').LoopBudget>} LoopBudget */

/** The most UTF-16 units in one slice of text. Each becomes at most three bytes. */
const UNITS_A_SLICE = 1 << 18;

/**
 * Whether the data is no more than one slice.
 * @param {string | Uint8Array} data
 * @param {number} [bytes] of a slice that is not text
 */
function isOneSlice(data, bytes = BYTES_A_TURN) {
  return typeof data === 'string' ? data.length <= UNITS_A_SLICE : data.byteLength <= bytes;
}

/**
 * Calls `take` with the data slice by slice, within the budget of each turn of the event loop.
 * @param {string | Uint8Array | Blob} data
 * @param {LoopBudget} budget
 * @param {(slice: string | Uint8Array) => unknown} take what it returns is awaited
 */
function inSlices(data, budget, take) {
  if (typeof data === 'string') return textInSlices(data, budget, take);
  return data instanceof Blob ? blobInSlices(data, budget, take) : viewInSlices(data, budget, take);
}

/**
 * @param {Uint8Array} view
 * @param {LoopBudget} budget
 * @param {(slice: Uint8Array) => unknown} take
 */
async function viewInSlices(view, budget, take) {
  const size = view.byteLength;
  for (let start = 0; start < size; start += budget.bytesATurn) {
    checkSize(view.byteLength, size);
    const slice = size <= budget.bytesATurn ? view : view.subarray(start, start + budget.bytesATurn);
    await take(slice);
    await budget.spend(slice.byteLength);
  }
  if (size === 0) await budget.spend(0);
}

/**
 * @param {string} text
 * @param {LoopBudget} budget
 * @param {(slice: string) => unknown} take
 */
async function textInSlices(text, budget, take) {
  for (let start = 0; start < text.length;) {
    const end = endOfSlice(text, start, UNITS_A_SLICE);
    await take(text.slice(start, end));
    await budget.spend(3 * (end - start));
    start = end;
  }
}

/**
 * Where a slice of at most `units` ends: it does not split a surrogate pair.
 * @param {string} text
 * @param {number} start
 * @param {number} units
 */
function endOfSlice(text, start, units) {
  const end = Math.min(start + units, text.length);
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

/**
 * @param {Blob} blob
 * @param {LoopBudget} budget
 * @param {(slice: Uint8Array) => unknown} take
 */
async function blobInSlices(blob, budget, take) {
  for (let start = 0; start < blob.size; start += budget.bytesATurn) {
    const slice = new Uint8Array(await blob.slice(start, start + budget.bytesATurn).arrayBuffer());
    await take(slice);
    await budget.spend(slice.byteLength);
  }
}

/**
 * Throws where the size of data has changed: between two turns the caller may transfer or resize it.
 * @param {number} actual bytes
 * @param {number} expected bytes
 */
function checkSize(actual, expected) {
  if (actual !== expected)
    throw coded('ERR_INVALID_STATE', 'Invalid state: the data was detached or resized while it was read');
}

module.exports = { checkSize, endOfSlice, inSlices, isOneSlice };
