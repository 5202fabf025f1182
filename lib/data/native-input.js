'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const native = require('../native.js');
const { sizeOf, sizeOfAll } = require('./bytes.js');
const {
  BYTES_A_TURN,
  BYTES_A_UNIT,
  LoopBudget,
  checkSize,
  inSlices,
  isOneSlice,
} = require('./loop-budget.js');

/** @typedef {import('../native').Input} Input */
/** @typedef {import('../native').Control} Control */

/**
 * Native memory with each of the inputs. Room is reserved first; then each turn of the event loop copies at most
 * its budget. The place in line is taken before this returns. Inputs that fit in one turn are copied before this
 * returns too, where there is room: the caller may overwrite its own copy right after the call.
 * @param {Array<string | Uint8Array | Blob>} inputs
 * @param {number} size of all of them
 * @param {{ signal?: AbortSignal, transfer?: boolean, secret?: boolean }} options the memory of `secret` inputs is
 *   overwritten after use
 * @param {Control} [control]
 * @returns {Promise<Input>}
 */
function filled(inputs, size, { signal, transfer, secret }, control) {
  return reserved(size, { secret, control }, async (input) => {
    const budget = new LoopBudget(signal);
    let left = size;
    for (const data of inputs) {
      left -= sizeOf(data);
      const rest = add(input, data, transfer, budget);
      if (rest !== undefined) await rest;
    }
    checkSize(left, 0);
  });
}

/**
 * Native memory with one input, joined from `pieces` that one turn may copy.
 * @param {Uint8Array[]} pieces
 * @param {number} size of all of them
 * @param {Control} [control]
 * @returns {Promise<Input>}
 */
function joined(pieces, size, control) {
  return reserved(size, { control }, (input) => {
    checkSize(sizeOfAll(pieces), size);
    input.begin(size);
    for (const piece of pieces) input.append(piece);
  });
}

/**
 * As `joined`, of any number of pieces: at most one turn's worth is copied in a turn of the event loop.
 * @param {Uint8Array[]} pieces
 * @param {number} size of all of them
 * @param {AbortSignal} [signal]
 * @param {Control} [control]
 * @returns {Promise<Input>}
 */
function joinedInTurns(pieces, size, signal, control) {
  return reserved(size, { control }, async (input) => {
    const budget = new LoopBudget(signal);
    input.begin(size);
    for (const piece of pieces) await inSlices(piece, budget, (slice) => input.append(slice));
  });
}

/**
 * The right to hold `bytes` of native memory, and what `fill` puts there. Waits in line where there is no room; on
 * failure everything is given back.
 * @param {number} bytes
 * @param {{ secret?: boolean, control?: Control }} options
 * @param {(input: Input) => unknown} [fill] called at once where there is room; what it returns is awaited
 * @returns {Promise<Input>} to be handed to a job, or released
 */
async function reserved(bytes, { secret, control }, fill) {
  const input = new native.Input(secret);
  try {
    const room = input.reserve(bytes, control);
    if (room) await room;
    const rest = fill?.(input);
    if (rest !== undefined) await rest;
    return input;
  } catch (error) {
    input.release();
    throw error;
  }
}

/**
 * Adds a slice to native memory for which room is reserved elsewhere.
 * @param {Input} input
 * @param {string | Uint8Array} slice
 */
function addSlice(input, slice) {
  input.begin(typeof slice === 'string' ? BYTES_A_UNIT * slice.length : slice.byteLength);
  input.append(slice);
}

/**
 * @param {Input} input
 * @param {string | Uint8Array | Blob} data
 * @param {boolean | undefined} transfer
 * @param {InstanceType<typeof LoopBudget>} budget
 * @returns {Promise<void> | undefined} undefined where it is added and the turn's budget is not spent
 */
function add(input, data, transfer, budget) {
  if (typeof data !== 'string' && !(data instanceof Blob)) {
    const owned = transfer ? takeOver(data) : undefined;
    if (owned !== undefined) return void input.borrow(owned);
    if (data.byteLength > BYTES_A_TURN && types.isSharedArrayBuffer(data.buffer)) {
      return void input.borrow(data);
    }
  }
  input.begin(sizeOf(data));
  if (data instanceof Blob || !isOneSlice(data)) {
    return inSlices(data, budget, (slice) => input.append(slice));
  }
  input.append(data);
  return budget.spend(typeof data === 'string' ? BYTES_A_UNIT * data.length : data.byteLength);
}

/**
 * The view's memory, taken from the caller. Undefined where others use the memory too, so that it has to be copied: a
 * pooled Buffer, part of a larger buffer, a SharedArrayBuffer, memory that cannot be transferred.
 * @param {Uint8Array} view
 */
function takeOver(view) {
  const { buffer } = view;
  if (types.isSharedArrayBuffer(buffer) || view.byteLength !== buffer.byteLength) return undefined;
  try {
    const list = /** @type {ArrayBuffer[]} */ ([buffer]);
    return new Uint8Array(structuredClone(buffer, { transfer: list }));
  } catch {
    return undefined;
  }
}

module.exports = { addSlice, filled, joined, joinedInTurns, reserved };
