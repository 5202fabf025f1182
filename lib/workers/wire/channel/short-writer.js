'use strict';

const { types } = require('node:util');
const { LARGE, LARGE_VALUE } = require('./limits.js');
const { KINDS, MARK, MAX_LENGTH, MAX_OBJECTS } = require('./short-form.js');
const { isPlain } = require('./plain-objects.js');
const { isGone, kindOf } = require('./views.js');

/** What Latin-1 does not have. V8 knows of most texts that they are Latin-1, and does not search these. */
const BEYOND_LATIN1 = /[^\0-\xff]/;
/** To write a text of more characters by one call is faster. */
const FEW = 32;

/** Values are written here first, because their length is known only at the end. */
const scratch = Buffer.allocUnsafeSlow(LARGE_VALUE);
/** Whether `scratch` is in use: a getter in a value can post another. */
let isInUse = false;

/** Writes one value to `scratch`. Its methods return false when the value does not have the short form. */
class ShortWriter {
  /** How much has been written. */
  at = 1;
  /** @type {object[]} */
  #met = [];

  /** @param {any} value */
  write(value) {
    switch (typeof value) {
      case 'undefined':
        return this.#put(KINDS.UNDEFINED, 0);
      case 'boolean':
        return this.#put(value ? KINDS.TRUE : KINDS.FALSE, 0);
      case 'number':
        return this.#writeNumber(value);
      case 'string':
        return this.#writeText(value);
      case 'object':
        return value === null ? this.#put(KINDS.NULL, 0) : this.#writeObject(value);
      default:
        return false;
    }
  }

  /**
   * Writes a byte, if there is room for it and `more` bytes.
   * @param {number} byte
   * @param {number} more
   */
  #put(byte, more) {
    if (this.at + 1 + more > scratch.length) return false;
    scratch[this.at] = byte;
    this.at += 1;
    return true;
  }

  /** @param {number} value */
  #writeNumber(value) {
    // -0 is written as a number.
    const isInteger = Object.is(value | 0, value);
    if (!this.#put(isInteger ? KINDS.INTEGER : KINDS.NUMBER, 8)) return false;
    this.at = isInteger ? scratch.writeInt32LE(value, this.at) : scratch.writeDoubleLE(value, this.at);
    return true;
  }

  /** @param {string} text */
  #writeText(text) {
    if (text.length <= MAX_LENGTH) return this.#put(KINDS.TEXT, 0) && this.#writeShortText(text);
    if (!this.#put(KINDS.LONG_TEXT, 4 + text.length)) return false;
    this.at = scratch.writeUInt32LE(text.length, this.at);
    return this.#writeCharacters(text);
  }

  /** @param {string} text of up to MAX_LENGTH characters */
  #writeShortText(text) {
    return this.#put(text.length, text.length) && this.#writeCharacters(text);
  }

  /** @param {string} text for which there is room */
  #writeCharacters(text) {
    const { length } = text;
    if (length > FEW) {
      if (BEYOND_LATIN1.test(text)) return false;
      scratch.write(text, this.at, 'latin1');
    } else {
      for (let index = 0; index < length; index += 1) {
        const code = text.charCodeAt(index);
        if (code > 255) return false;
        scratch[this.at + index] = code;
      }
    }
    this.at += length;
    return true;
  }

  /** @param {object} object */
  #writeObject(object) {
    if (this.#met.length === MAX_OBJECTS || this.#met.includes(object)) return false;
    this.#met.push(object);
    if (ArrayBuffer.isView(object)) return this.#writeView(object);
    if (Array.isArray(object)) return !types.isProxy(object) && this.#writeArray(object);
    return isPlain(object) && this.#writePlain(object);
  }

  /** @param {unknown[]} array */
  #writeArray(array) {
    const { length } = array;
    // It must have no holes, and no properties with other names.
    if (length > MAX_LENGTH || Object.keys(array).length !== length) return false;
    if (!this.#put(KINDS.ARRAY, 1) || !this.#put(length, 0)) return false;
    for (let index = 0; index < length; index += 1) {
      if (!Object.hasOwn(array, index) || !this.write(array[index])) return false;
    }
    return true;
  }

  /** @param {Record<string, unknown>} object */
  #writePlain(object) {
    const keys = Object.keys(object);
    if (keys.length > MAX_LENGTH || !this.#put(KINDS.OBJECT, 1) || !this.#put(keys.length, 0)) return false;
    for (const key of keys) {
      if (key.length > MAX_LENGTH || key === '__proto__' || !this.#writeShortText(key)) return false;
      // A getter of another key may have removed it.
      if (!Object.hasOwn(object, key) || !this.write(object[key])) return false;
    }
    return true;
  }

  /** @param {ArrayBufferView} view */
  #writeView(view) {
    if (isGone(view)) return false;
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const { length } = bytes;
    if (length > LARGE || types.isSharedArrayBuffer(bytes.buffer)) return false;
    if (!this.#put(KINDS.VIEW, 5 + length)) return false;
    this.#put(kindOf(view), 4 + length);
    this.at = scratch.writeUInt32LE(length, this.at);
    scratch.set(bytes, this.at);
    this.at += length;
    return true;
  }
}

/**
 * The short form of a value.
 * @param {unknown} value
 * @returns {Buffer | undefined} undefined if it does not have one
 */
function writeShort(value) {
  return withShort(value, (bytes, length) => Buffer.from(bytes.subarray(0, length)));
}

/**
 * What `use` gives for the short form of a value, which is valid until it returns.
 * @template T
 * @param {unknown} value
 * @param {(bytes: Buffer, length: number) => T} use
 * @returns {T | undefined} undefined if the value does not have a short form
 */
function withShort(value, use) {
  if (isInUse) return undefined;
  isInUse = true;
  try {
    const writer = new ShortWriter();
    scratch[0] = MARK;
    return writer.write(value) ? use(scratch, writer.at) : undefined;
  } catch {
    // A getter threw. V8's serializer will meet it too, and report it.
    return undefined;
  } finally {
    isInUse = false;
  }
}

module.exports = { withShort, writeShort };
