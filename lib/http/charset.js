'use strict';

const { TextDecoder } = require('node:util');

const MARK = [0xef, 0xbb, 0xbf];

/**
 * Converts the pieces of a text to UTF-8, in their order; undefined for a charset that is not supported.
 * @param {string} charset
 * @returns {((piece: Buffer) => Buffer) | undefined}
 */
function toUtf8(charset) {
  if (/^utf-?8$/i.test(charset)) return (piece) => piece;
  if (!/^utf-16(?:le|be)?$/i.test(charset)) return undefined;
  /** @type {import('node:util').TextDecoder | undefined} */
  let decoder;
  return (piece) => {
    const isBigEndian = piece[0] === 0xfe && piece[1] === 0xff;
    decoder ??= new TextDecoder(/^utf-16$/i.test(charset) && isBigEndian ? 'utf-16be' : charset);
    return Buffer.from(decoder.decode(piece, { stream: true }));
  };
}

/**
 * The pieces of a text in UTF-8 without the byte order mark that it may begin with.
 * @param {Buffer[]} pieces
 */
function withoutMark(pieces) {
  let left = MARK.every((byte, index) => byteAt(pieces, index) === byte) ? MARK.length : 0;
  if (left === 0) return pieces;
  return pieces.map((piece) => {
    const skipped = Math.min(left, piece.length);
    left -= skipped;
    return piece.subarray(skipped);
  });
}

/**
 * @param {Buffer[]} pieces
 * @param {number} index
 */
function byteAt(pieces, index) {
  let before = 0;
  for (const piece of pieces) {
    if (index - before < piece.length) return piece[index - before];
    before += piece.length;
  }
  return undefined;
}

module.exports = { toUtf8, withoutMark };
