'use strict';

const { LARGE, LARGE_VALUE, MAX_ATTACHMENTS } = require('./limits.js');

/**
 * A frame is its payload's length (4 bytes), its type (1 byte) and the payload; numbers are little-endian.
 *
 * | type    | payload |
 * | ------- | ------- |
 * | MESSAGE | length of the serialized value, number of attachments, length of each, and the value unless it is large |
 * | PIECE   | the next bytes of the message under way: of its value if that is large, then of each attachment |
 * | SLOT    | the same, but they lie in a slot of the arena: slot, length |
 * | FREE    | a slot that was copied out and may be filled again |
 * | ABANDON | nothing: the message under way will not be completed |
 */
const TYPES = Object.freeze({ MESSAGE: 1, PIECE: 2, SLOT: 3, FREE: 4, ABANDON: 5 });

const HEADER = 5;
const NUMBER = 4;
/** Of a message with neither value nor attachments. */
const MESSAGE_HEAD = 2 * NUMBER;
/** The longest piece of bytes within a frame. */
const MAX_PIECE = LARGE;

/**
 * The least and the most bytes of a payload, by type.
 * @type {Record<number, [number, number]>}
 */
const LENGTHS = {
  [TYPES.MESSAGE]: [MESSAGE_HEAD, MESSAGE_HEAD + NUMBER * MAX_ATTACHMENTS + LARGE_VALUE],
  [TYPES.PIECE]: [1, MAX_PIECE],
  [TYPES.SLOT]: [2 * NUMBER, 2 * NUMBER],
  [TYPES.FREE]: [NUMBER, NUMBER],
  [TYPES.ABANDON]: [0, 0],
};

/**
 * @param {number} type
 * @param {number} length of the payload, which is to be filled in behind the header
 */
function frame(type, length) {
  const bytes = Buffer.allocUnsafe(HEADER + length);
  bytes.writeUInt32LE(length, 0);
  bytes[NUMBER] = type;
  return bytes;
}

/**
 * @param {Buffer} body the serialized value
 * @param {number[]} sizes of the attachments
 */
function messageFrame(body, sizes) {
  const inline = body.length > LARGE_VALUE ? 0 : body.length;
  const bytes = frame(TYPES.MESSAGE, MESSAGE_HEAD + NUMBER * sizes.length + inline);
  let at = bytes.writeUInt32LE(body.length, HEADER);
  at = bytes.writeUInt32LE(sizes.length, at);
  for (const size of sizes) at = bytes.writeUInt32LE(size, at);
  if (inline > 0) body.copy(bytes, at);
  return bytes;
}

/** @param {Uint8Array} piece */
function pieceFrame(piece) {
  const bytes = frame(TYPES.PIECE, piece.byteLength);
  bytes.set(piece, HEADER);
  return bytes;
}

/**
 * @param {number} slot
 * @param {number} length
 */
function slotFrame(slot, length) {
  const bytes = frame(TYPES.SLOT, 2 * NUMBER);
  bytes.writeUInt32LE(slot, HEADER);
  bytes.writeUInt32LE(length, HEADER + NUMBER);
  return bytes;
}

/** @param {number} slot */
function freeFrame(slot) {
  const bytes = frame(TYPES.FREE, NUMBER);
  bytes.writeUInt32LE(slot, HEADER);
  return bytes;
}

function abandonFrame() {
  return frame(TYPES.ABANDON, 0);
}

module.exports = {
  TYPES,
  HEADER,
  NUMBER,
  MESSAGE_HEAD,
  MAX_PIECE,
  LENGTHS,
  messageFrame,
  pieceFrame,
  slotFrame,
  freeFrame,
  abandonFrame,
};
