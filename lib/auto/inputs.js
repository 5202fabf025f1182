'use strict';

const { isAnyArrayBuffer, isSharedArrayBuffer } = require('node:util').types;
const { derive } = require('../password/derive.js');

/** Longer inputs are left to node: they would be copied on the loop, and are not passwords. */
const MOST = 64 * 1024;

/** @typedef {import('../native').Derivation} Derivation */

/**
 * Bytes of a string or of binary data, as the derivations take it; undefined for other values, and for what is long.
 * @param {any} value
 * @returns {string | Uint8Array | undefined}
 */
function smallBytes(value) {
  if (typeof value === 'string') return value.length > MOST ? undefined : value;
  return bytesWithin(value, MOST);
}

/**
 * The bytes of binary data; undefined for other values, for what is shared, empty or detached, and for what is longer.
 * @param {any} value
 * @param {number} most bytes
 */
function bytesWithin(value, most) {
  const isView = ArrayBuffer.isView(value);
  if (!isView && !isAnyArrayBuffer(value)) return undefined;
  const buffer = isView ? value.buffer : value;
  if (isSharedArrayBuffer(buffer) || value.byteLength === 0 || value.byteLength > most) return undefined;
  return isView ? new Uint8Array(buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
}

/** @param {unknown[]} values */
function allSmallBytes(values) {
  const inputs = values.map(smallBytes);
  return inputs.includes(undefined) ? undefined : /** @type {(string | Uint8Array)[]} */ (inputs);
}

/**
 * A derivation of inputs as they are now: node copies them too before it returns.
 * @param {string} operation
 * @param {Derivation} derivation
 * @param {(string | Uint8Array)[]} inputs
 * @returns {() => Promise<Buffer>}
 */
function deriving(operation, derivation, inputs) {
  return async () => {
    const copies = inputs.map((input) => (typeof input === 'string' ? input : Uint8Array.from(input)));
    try {
      return await derive({ operation }, derivation, copies, {});
    } finally {
      for (const copy of copies) if (typeof copy !== 'string') copy.fill(0);
    }
  };
}

/** @param {Buffer} bytes */
function arrayBufferOf({ buffer, byteOffset, byteLength }) {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/**
 * Whether a value is an ordinary object with these properties and no others, and none of them is computed.
 * @param {any} value
 * @param {Set<string>} names
 */
function isPlain(value, names) {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  return Object.entries(Object.getOwnPropertyDescriptors(value)).every(
    ([name, { get }]) => names.has(name) && !get,
  );
}

/**
 * @param {unknown} value
 * @param {number} min
 * @param {number} max
 */
function isIntegerWithin(value, min, max) {
  return (
    Number.isInteger(value) && /** @type {number} */ (value) >= min && /** @type {number} */ (value) <= max
  );
}

module.exports = {
  allSmallBytes,
  arrayBufferOf,
  bytesWithin,
  deriving,
  isIntegerWithin,
  isPlain,
  smallBytes,
};
