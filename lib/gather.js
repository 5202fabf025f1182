'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { coded } = require('./errors.js');
const native = require('./native.js');
const { BYTES_A_TURN, Turn } = require('./turn.js');

/** UTF-16 units that one piece of text may have: at most three bytes each. */
const UNITS_A_PIECE = 1 << 18;

/**
 * Brings inputs of any size to the native side, waiting for room first and copying a bounded amount a turn. The
 * place in line is taken before this returns.
 * @param {Array<string | Uint8Array | Blob>} inputs
 * @param {number} size of all of them
 * @param {{ signal?: AbortSignal, transfer?: boolean, secret?: boolean }} options secret inputs are overwritten in the
 *   end
 * @param {import('./native').Control} [control]
 * @returns {Promise<import('./native').Input>}
 */
async function gather(inputs, size, { signal, transfer, secret }, control) {
  const input = new native.Input(secret);
  const turn = new Turn(signal);
  try {
    await input.reserve(size, control);
    for (const data of inputs) await add(input, data, transfer, turn);
    return input;
  } catch (error) {
    input.release();
    throw error;
  }
}

/**
 * @param {import('./native').Input} input
 * @param {string | Uint8Array | Blob} data
 * @param {boolean | undefined} transfer
 * @param {InstanceType<typeof Turn>} turn
 */
async function add(input, data, transfer, turn) {
  if (typeof data === 'string') return addText(input, data, turn);
  if (data instanceof Blob) return addBlob(input, data, turn);
  const owned = transfer ? takeOver(data) : undefined;
  if (owned !== undefined) return input.borrow(owned);
  if (data.byteLength > BYTES_A_TURN && types.isSharedArrayBuffer(data.buffer)) return input.borrow(data);
  return addView(input, data, turn);
}

/**
 * @param {import('./native').Input} input
 * @param {Uint8Array} view
 * @param {InstanceType<typeof Turn>} turn
 */
async function addView(input, view, turn) {
  const size = view.byteLength;
  input.begin(size);
  for (let start = 0; start < size; start += BYTES_A_TURN) {
    // Between turns the caller may have transferred or resized it.
    if (view.byteLength !== size) {
      throw coded('ERR_INVALID_STATE', 'Invalid state: the data was detached or resized while it was copied');
    }
    const piece = view.subarray(start, start + BYTES_A_TURN);
    input.append(piece);
    await turn.spend(piece.byteLength);
  }
  if (size === 0) await turn.spend(0);
}

/**
 * @param {import('./native').Input} input
 * @param {string} text
 * @param {InstanceType<typeof Turn>} turn
 */
async function addText(input, text, turn) {
  input.begin(text.length);
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + UNITS_A_PIECE, text.length);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    input.append(text.slice(start, end));
    await turn.spend(3 * (end - start));
    start = end;
  }
}

/**
 * @param {import('./native').Input} input
 * @param {Blob} blob
 * @param {InstanceType<typeof Turn>} turn
 */
async function addBlob(input, blob, turn) {
  input.begin(blob.size);
  for (let start = 0; start < blob.size; start += BYTES_A_TURN) {
    const piece = new Uint8Array(await blob.slice(start, start + BYTES_A_TURN).arrayBuffer());
    input.append(piece);
    await turn.spend(piece.byteLength);
  }
}

/**
 * The view's memory, taken from the caller: undefined where it is shared with others and has to be copied
 * (a pooled Buffer, part of a larger buffer, a SharedArrayBuffer, memory that cannot be transferred).
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

/** @param {number} unit of UTF-16 */
function isHighSurrogate(unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}

module.exports = { UNITS_A_PIECE, gather };
