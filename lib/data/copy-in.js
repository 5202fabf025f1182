'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { sizeOf } = require('./bytes.js');
const native = require('../native.js');
const { checkSize, inPieces } = require('./slices.js');
const { BYTES_A_TURN, Turn } = require('./loop-budget.js');

/**
 * Brings inputs of any size to the native side, waiting for room first and copying a bounded amount a turn. The
 * place in line is taken before this returns.
 * @param {Array<string | Uint8Array | Blob>} inputs
 * @param {number} size of all of them
 * @param {{ signal?: AbortSignal, transfer?: boolean, secret?: boolean }} options secret inputs are overwritten in the
 *   end
 * @param {import('../native').Control} [control]
 * @returns {Promise<import('../native').Input>}
 */
async function gather(inputs, size, { signal, transfer, secret }, control) {
  const input = new native.Input(secret);
  const turn = new Turn(signal);
  try {
    await input.reserve(size, control);
    let left = size;
    for (const data of inputs) {
      left -= sizeOf(data);
      await add(input, data, transfer, turn);
    }
    checkSize(left, 0);
    return input;
  } catch (error) {
    input.release();
    throw error;
  }
}

/**
 * @param {import('../native').Input} input
 * @param {string | Uint8Array | Blob} data
 * @param {boolean | undefined} transfer
 * @param {InstanceType<typeof Turn>} turn
 */
async function add(input, data, transfer, turn) {
  if (typeof data !== 'string' && !(data instanceof Blob)) {
    const owned = transfer ? takeOver(data) : undefined;
    if (owned !== undefined) return input.borrow(owned);
    if (data.byteLength > BYTES_A_TURN && types.isSharedArrayBuffer(data.buffer)) return input.borrow(data);
  }
  input.begin(sizeOf(data));
  return inPieces(data, turn, (piece) => input.append(piece));
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

module.exports = { gather };
