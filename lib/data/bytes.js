'use strict';

const { Blob } = require('node:buffer');
const { fileURLToPath } = require('node:url');
const { types } = require('node:util');
const { invalidType, invalidValue } = require('../errors.js');

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
  const bytes = viewOf(data);
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
  const bytes = viewOf(data) ?? (data instanceof Blob ? data : undefined);
  if (bytes === undefined) throw invalidType(name, `${EXPECTED} or Blob`, data);
  return bytes;
}

/**
 * As `bytesOf`, but undefined where that throws.
 * @param {unknown} data
 * @returns {string | Uint8Array | undefined}
 */
function viewOf(data) {
  if (typeof data === 'string' || types.isUint8Array(data)) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (types.isAnyArrayBuffer(data)) return new Uint8Array(data);
  return undefined;
}

/**
 * The size in bytes; of text its length, because counting the bytes would read all of it.
 * @param {string | Uint8Array | Blob} data
 */
function sizeOf(data) {
  if (typeof data === 'string') return data.length;
  return data instanceof Blob ? data.size : data.byteLength;
}

/**
 * The bytes of a path.
 * @param {string} name
 * @param {any} path
 * @returns {Uint8Array}
 */
function pathOf(name, path) {
  const plain = isUrl(path) ? fileURLToPath(path) : path;
  if (typeof plain !== 'string' && !types.isUint8Array(plain)) {
    throw invalidType(name, 'of type string or an instance of Buffer or URL', path);
  }
  const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
  if (bytes.includes(0))
    throw invalidValue(name, 'must be a string, Uint8Array, or URL without null bytes', path);
  return bytes;
}

/**
 * Whether an argument that may be a path or data is a path: text or a URL.
 * @param {any} source
 */
function isPath(source) {
  return typeof source === 'string' || isUrl(source);
}

/**
 * Recognized by its properties, as Node does it: the URL may be of another realm.
 * @param {any} path
 */
function isUrl(path) {
  return typeof path?.href === 'string' && typeof path?.protocol === 'string';
}

module.exports = { EXPECTED, bytesOf, dataOf, isPath, isUrl, sizeOf, pathOf, viewOf };
