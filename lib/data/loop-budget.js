'use strict';

const { Blob } = require('node:buffer');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { coded, throwIfAborted } = require('../errors.js');

/** The most bytes that are copied, and the most pieces that are visited, in one turn of the event loop. */
const BYTES_A_TURN = 1 << 20;
const PIECES_A_TURN = 4096;

/** Counts work done on the event loop, and waits for the next turn when this turn's budget is spent. */
class LoopBudget {
  #bytes = 0;
  #pieces = 0;

  /**
   * @param {AbortSignal} [signal] after each turn, the work ends with an AbortError where this is aborted
   * @param {{ bytes?: number, pieces?: number }} [budget] of one turn
   */
  constructor(signal, { bytes = BYTES_A_TURN, pieces = PIECES_A_TURN } = {}) {
    this.signal = signal;
    this.bytesATurn = bytes;
    this.piecesATurn = pieces;
    /** Turns that were ended so far. */
    this.ended = 0;
  }

  /**
   * Counts one piece. Returns a promise of the next turn when the budget is spent, otherwise undefined.
   * @param {number} bytes of the piece
   */
  spend(bytes) {
    this.#bytes += bytes;
    this.#pieces += 1;
    if (this.#bytes < this.bytesATurn && this.#pieces < this.piecesATurn) return undefined;
    return this.endTurn();
  }

  /** Waits for the next turn, even if some of this turn's budget is left. */
  async endTurn() {
    this.#bytes = 0;
    this.#pieces = 0;
    this.ended += 1;
    await nextTurn();
    throwIfAborted(this.signal);
  }
}

/** The most bytes of UTF-8 that one UTF-16 unit of text becomes. */
const BYTES_A_UNIT = 3;
/** The most UTF-16 units in one slice of text. */
const UNITS_A_SLICE = 1 << 18;

/**
 * Whether the data fits in one slice.
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
    await budget.spend(BYTES_A_UNIT * (end - start));
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

module.exports = {
  BYTES_A_TURN,
  BYTES_A_UNIT,
  LoopBudget,
  PIECES_A_TURN,
  checkSize,
  endOfSlice,
  inSlices,
  isOneSlice,
};
