'use strict';

const { setOwn } = require('./plain-objects.js');
const { KINDS, MARK, MAX_OBJECTS } = require('./short-form.js');
const { VIEWS, copyOf, ownCopyOf } = require('./views.js');

/** Reads what the ShortWriter wrote, and refuses all other bytes. */
class ShortReader {
  #bytes;
  #at;
  #end;
  #copy;
  #objects = 0;

  /**
   * @param {Buffer} bytes
   * @param {{ at: number, length: number }} place of the short form in them
   * @param {typeof copyOf} copy makes a view over a copy of bytes
   */
  constructor(bytes, { at, length }, copy) {
    this.#bytes = bytes;
    this.#at = at + 1;
    this.#end = at + length;
    this.#copy = copy;
  }

  /** @returns {unknown} */
  readAll() {
    const value = this.#read();
    if (this.#at !== this.#end) throw new Error('bytes are left');
    return value;
  }

  /** @returns {unknown} */
  #read() {
    const kind = this.#bytes[this.#take(1)];
    switch (kind) {
      case KINDS.UNDEFINED:
        return undefined;
      case KINDS.NULL:
        return null;
      case KINDS.FALSE:
        return false;
      case KINDS.TRUE:
        return true;
      case KINDS.INTEGER:
        return this.#bytes.readInt32LE(this.#take(4));
      case KINDS.NUMBER:
        return this.#bytes.readDoubleLE(this.#take(8));
      case KINDS.TEXT:
        return this.#readText(this.#bytes[this.#take(1)]);
      case KINDS.LONG_TEXT:
        return this.#readText(this.#bytes.readUInt32LE(this.#take(4)));
      case KINDS.ARRAY:
        return this.#readArray(this.#bytes[this.#take(1)]);
      case KINDS.OBJECT:
        return this.#readPlain(this.#bytes[this.#take(1)]);
      case KINDS.VIEW:
        return this.#readView(this.#bytes[this.#take(1)]);
      default:
        throw new Error(`a value of unknown kind ${kind}`);
    }
  }

  /**
   * The offset of the next bytes.
   * @param {number} length
   */
  #take(length) {
    const at = this.#at;
    if (at + length > this.#end) throw new Error('bytes are missing');
    this.#at += length;
    return at;
  }

  /** @param {number} length */
  #readText(length) {
    const at = this.#take(length);
    return this.#bytes.toString('latin1', at, at + length);
  }

  /** @param {number} length */
  #readArray(length) {
    this.#count();
    const array = [];
    for (let index = 0; index < length; index += 1) array.push(this.#read());
    return array;
  }

  /** @param {number} count of keys */
  #readPlain(count) {
    this.#count();
    /** @type {Record<string, unknown>} */
    const object = {};
    for (let index = 0; index < count; index += 1) {
      const key = this.#readText(this.#bytes[this.#take(1)]);
      if (key === '__proto__') throw new Error('a key that the short form does not have');
      setOwn(object, key, this.#read());
    }
    return object;
  }

  /** @param {number} kind */
  #readView(kind) {
    this.#count();
    if (kind >= VIEWS.length) throw new Error(`a view of unknown kind ${kind}`);
    const length = this.#bytes.readUInt32LE(this.#take(4));
    if (length % (VIEWS[kind].BYTES_PER_ELEMENT ?? 1) > 0) throw new Error('a part of an element');
    const at = this.#take(length);
    return this.#copy(kind, this.#bytes.subarray(at, at + length));
  }

  #count() {
    this.#objects += 1;
    if (this.#objects > MAX_OBJECTS) throw new Error('more objects than the short form has');
  }
}

/**
 * Whether a message is a short form, which has no attachments.
 * @param {{ body: Uint8Array, attachments: unknown[] }} message
 */
function isShort({ body, attachments }) {
  return body[0] === MARK && attachments.length === 0;
}

/**
 * The value of a short form.
 * @param {Buffer} bytes
 * @returns {unknown}
 * @throws {Error} when the bytes are not a short form
 */
function readShort(bytes) {
  return new ShortReader(bytes, { at: 0, length: bytes.length }, copyOf).readAll();
}

/**
 * The value of a short form in a part of bytes that are used again: each view has memory of its own.
 * @param {Buffer} bytes
 * @param {number} at
 * @param {number} length
 * @returns {unknown}
 * @throws {Error} as `readShort`
 */
function readShortAt(bytes, at, length) {
  return new ShortReader(bytes, { at, length }, ownCopyOf).readAll();
}

module.exports = { isShort, readShort, readShortAt };
