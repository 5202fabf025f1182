'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { coded, invalidType } = require('../errors.js');

/** What data may be, as Node's error messages word it. */
const EXPECTED =
  'of type string or an instance of Buffer, TypedArray, DataView, ArrayBuffer, SharedArrayBuffer';

/**
 * Data as native code takes it: text, or a Uint8Array over the same memory.
 * @param {string} name
 * @param {unknown} data
 * @returns {string | Uint8Array}
 */
function bytesOf(name, data) {
  const bytes = viewOf(data, name);
  if (bytes === undefined) throw invalidType(name, EXPECTED, data);
  return bytes;
}

/**
 * As `bytesOf`, but a Blob is data too.
 * @param {string} name
 * @param {unknown} data
 * @returns {string | Uint8Array | Blob}
 */
function dataOf(name, data) {
  const bytes = viewOf(data, name) ?? (data instanceof Blob ? data : undefined);
  if (bytes === undefined) throw invalidType(name, `${EXPECTED} or Blob`, data);
  return bytes;
}

/**
 * As `bytesOf`, but undefined for a value that is not data.
 * @param {unknown} data
 * @param {string} [name]
 * @returns {string | Uint8Array | undefined}
 * @throws ERR_INVALID_STATE where the data's memory is gone
 */
function viewOf(data, name = 'data') {
  if (typeof data === 'string') return data;
  if (!isMemory(data)) return undefined;
  if (isGone(data))
    throw coded(
      'ERR_INVALID_STATE',
      `Invalid state: the memory of "${name}" is detached (it was transferred), or was made smaller than the view of it`,
    );
  if (types.isUint8Array(data)) return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/**
 * @param {unknown} value
 * @returns {value is ArrayBufferView | ArrayBufferLike}
 */
function isMemory(value) {
  return ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);
}

const { at } = Uint8Array.prototype;

/**
 * Whether the memory of the data was detached. It has a length of 0 then, as empty data has. Node 20 has no property that
 * says so, but all methods throw.
 * @param {ArrayBufferView | ArrayBufferLike} data
 */
function isGone(data) {
  try {
    if (data.byteLength > 0) return false;
    if (!ArrayBuffer.isView(data)) new Uint8Array(data);
    else if (!types.isDataView(data)) Reflect.apply(at, data, [0]);
    return false;
  } catch {
    return true;
  }
}

/** A chunk whose memory is gone. */
const GONE = Buffer.from(new ArrayBuffer(0));
structuredClone(GONE.buffer, { transfer: [GONE.buffer] });

/**
 * What is written to a stream, or, where its memory is gone, a chunk of which `viewOf` says so: the stream fails in its
 * turn, since to throw here would be an uncaught exception of the source that is piped.
 * @param {any} chunk
 */
function unlessGone(chunk) {
  return isMemory(chunk) && isGone(chunk) ? GONE : chunk;
}

/**
 * As `unlessGone`, but other data becomes bytes.
 * @param {any} chunk
 */
function chunkOf(chunk) {
  if (!isMemory(chunk)) return chunk;
  return isGone(chunk) ? GONE : viewOf(chunk);
}

/**
 * The error of a chunk whose memory is gone, for where a throw would be an uncaught exception of the source.
 * @param {any} chunk
 * @returns {Error | undefined}
 */
function faultOf(chunk) {
  try {
    viewOf(chunk, 'chunk');
    return undefined;
  } catch (error) {
    return /** @type {Error} */ (error);
  }
}

/**
 * The size in bytes; of text its length, because counting the bytes would read all of it.
 * @param {string | Uint8Array | Blob} data
 */
function sizeOf(data) {
  if (typeof data === 'string') return data.length;
  return data instanceof Blob ? data.size : data.byteLength;
}

/** The bytes of all pieces. @param {Uint8Array[]} pieces */
function sizeOfAll(pieces) {
  return pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
}

module.exports = {
  EXPECTED,
  bytesOf,
  chunkOf,
  dataOf,
  faultOf,
  sizeOf,
  sizeOfAll,
  unlessGone,
  viewOf,
};
