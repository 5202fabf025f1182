'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { sizeOf } = require('../data/bytes.js');
const native = require('../native.js');
const { UNITS_A_PIECE, checkSize, inPieces } = require('../data/slices.js');
const { BYTES_A_TURN, Turn } = require('../data/loop-budget.js');

/**
 * What a turn of the event loop may digest, in bytes: the slowest of the quick algorithms takes less than 100
 * microseconds for it.
 */
const MOST = { bytes: BYTES_A_TURN / 2 };

/**
 * Whether digesting costs the event loop no more than the copy that would be handed over. What is handed over without
 * a copy costs it nothing.
 * @param {import('./algorithms.js').Row} row
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 * @returns {data is string | Uint8Array}
 */
function isQuick({ quick }, data, { transfer }) {
  if (!quick || transfer || data instanceof Blob) return false;
  return (
    typeof data === 'string' || data.byteLength <= BYTES_A_TURN || !types.isSharedArrayBuffer(data.buffer)
  );
}

/**
 * Digests on the event loop, so much a turn. The first piece is digested before this returns.
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} data
 * @param {number} encoding
 * @param {AbortSignal} [signal]
 */
async function digestHere(digest, data, encoding, signal) {
  const turn = new Turn(signal, MOST);
  const result = await digestInTurns(digest, data, encoding, turn);
  // Whoever awaits one digest after the other gives way as well.
  if (turn.ended === 0) await turn.end();
  return result;
}

/**
 * As `digestHere`, for many of `size` bytes in all.
 * @param {import('../native').Digest} digest
 * @param {Array<string | Uint8Array>} inputs
 * @param {number} size
 * @param {number} encoding
 * @param {AbortSignal} [signal]
 */
async function digestAllHere(digest, inputs, size, encoding, signal) {
  const turn = new Turn(signal, MOST);
  const results = [];
  let left = size;
  for (const data of inputs) {
    left -= sizeOf(data);
    results.push(await digestInTurns(digest, data, encoding, turn));
  }
  checkSize(left, 0);
  return results;
}

/**
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} data
 * @param {number} encoding
 * @param {InstanceType<typeof Turn>} turn
 */
async function digestInTurns(digest, data, encoding, turn) {
  if (sizeOf(data) <= (typeof data === 'string' ? UNITS_A_PIECE : turn.bytesATurn)) {
    const result = digest.sync(data, encoding);
    await turn.spend(sizeOf(data));
    return result;
  }
  const state = new native.HashStream([digest]);
  await inPieces(data, turn, (piece) => state.update(piece));
  return state.digest(encoding)[0];
}

module.exports = { digestAllHere, digestHere, isQuick };
