'use strict';

const { types } = require('node:util');
const { LARGE } = require('./limits.js');

/** How many values are searched. V8 serializes those after them in its own way. */
const MOST_VALUES = 1000;

/**
 * Finds what V8's serializer has no hook for: large ArrayBuffers, which it would copy, and errors, of which it would keep
 * only name, message and stack.
 * @param {unknown} value
 * @returns {{ buffers: ArrayBuffer[], errors: Error[] }}
 */
function findAttachments(value) {
  const found = new Found(value);
  // The iteration of a Set includes what is added meanwhile.
  for (const object of found.objects) {
    if (types.isProxy(object) || ArrayBuffer.isView(object)) continue;
    if (types.isArrayBuffer(object)) {
      if (object.byteLength > LARGE && !Reflect.get(object, 'resizable')) found.buffers.push(object);
    } else if (types.isNativeError(object)) {
      found.errors.push(object);
    } else if (found.hasRoom) {
      addChildren(object, found);
    }
  }
  return found;
}

/** What was found so far, and how many values may still be searched. */
class Found {
  /** @type {ArrayBuffer[]} */
  buffers = [];
  /** @type {Error[]} */
  errors = [];
  /** @type {Set<object>} */
  objects = new Set();
  #left = MOST_VALUES;

  /** @param {unknown} root */
  constructor(root) {
    this.add(root);
  }

  get hasRoom() {
    return this.#left > 0;
  }

  /**
   * False when no more values are to be searched.
   * @param {unknown} value
   */
  add(value) {
    if (typeof value === 'object' && value !== null) this.objects.add(value);
    this.#left -= 1;
    return this.hasRoom;
  }
}

/**
 * Adds the values in an object, without running the caller's code.
 * @param {object} object
 * @param {Found} found
 */
function addChildren(object, found) {
  if (types.isMap(object)) {
    for (const [key, value] of Map.prototype.entries.call(object)) {
      if (!found.add(key) || !found.add(value)) return;
    }
  } else if (types.isSet(object)) {
    for (const value of Set.prototype.values.call(object)) if (!found.add(value)) return;
  }
  // A list of the keys of a long array would cost more than the rest.
  const keys = Array.isArray(object)
    ? Array(Math.min(object.length, MOST_VALUES)).keys()
    : Object.keys(object);
  for (const key of keys) {
    if (!found.add(Object.getOwnPropertyDescriptor(object, key)?.value)) return;
  }
}

module.exports = { findAttachments };
