'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { coded } = require('../errors.js');

/** @typedef {InstanceType<typeof import('./loop-budget.js').Turn>} Turn */

/** UTF-16 units that one piece of text may have: at most three bytes each. */
const UNITS_A_PIECE = 1 << 18;

/**
 * Gives `take` the data piece by piece, as much a turn of the event loop as `turn` says.
 * @param {string | Uint8Array | Blob} data
 * @param {Turn} turn
 * @param {(piece: string | Uint8Array) => unknown} take what it returns is awaited
 */
function inPieces(data, turn, take) {
  if (typeof data === 'string') return textInPieces(data, turn, take);
  return data instanceof Blob ? blobInPieces(data, turn, take) : viewInPieces(data, turn, take);
}

/**
 * @param {Uint8Array} view
 * @param {Turn} turn
 * @param {(piece: Uint8Array) => unknown} take
 */
async function viewInPieces(view, turn, take) {
  const size = view.byteLength;
  for (let start = 0; start < size; start += turn.bytesATurn) {
    checkSize(view.byteLength, size);
    const piece = size <= turn.bytesATurn ? view : view.subarray(start, start + turn.bytesATurn);
    await take(piece);
    await turn.spend(piece.byteLength);
  }
  if (size === 0) await turn.spend(0);
}

/**
 * @param {string} text
 * @param {Turn} turn
 * @param {(piece: string) => unknown} take
 */
async function textInPieces(text, turn, take) {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + UNITS_A_PIECE, text.length);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    await take(text.slice(start, end));
    await turn.spend(3 * (end - start));
    start = end;
  }
}

/**
 * @param {Blob} blob
 * @param {Turn} turn
 * @param {(piece: Uint8Array) => unknown} take
 */
async function blobInPieces(blob, turn, take) {
  for (let start = 0; start < blob.size; start += turn.bytesATurn) {
    const piece = new Uint8Array(await blob.slice(start, start + turn.bytesATurn).arrayBuffer());
    await take(piece);
    await turn.spend(piece.byteLength);
  }
}

/**
 * Whether the data is copied, piece by piece if it is large: it is not where the caller gives it up, or shares it.
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 */
function isCopied(data, { transfer }) {
  if (transfer) return false;
  return typeof data === 'string' || data instanceof Blob || !types.isSharedArrayBuffer(data.buffer);
}

/**
 * Between turns the caller may have transferred or resized what is read.
 * @param {number} actual bytes
 * @param {number} expected bytes
 */
function checkSize(actual, expected) {
  if (actual !== expected)
    throw coded('ERR_INVALID_STATE', 'Invalid state: the data was detached or resized while it was read');
}

/** @param {number} unit of UTF-16 */
function isHighSurrogate(unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}

module.exports = { UNITS_A_PIECE, checkSize, inPieces, isCopied };
