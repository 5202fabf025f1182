'use strict';

const { types } = require('node:util');

/** Of a number, and of what an object costs beside its parts. */
const SMALL = 16;
/** How many parts of an object are looked at; the others are taken to be as large. */
const SAMPLE = 8;
/** Objects that lie deeper than this are not looked into. */
const DEPTH = 3;
/** Objects are often alike: one in this many is measured. */
const ALIKE = 16;

/**
 * About how many bytes a value takes in a message, without running the caller's code. It bounds chunks; what a message may
 * have is checked where it is written.
 * @param {unknown} value
 * @param {number} [depth]
 * @returns {number}
 */
function roughBytes(value, depth = 0) {
  if (typeof value === 'string') return SMALL + value.length;
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return SMALL;
  if (ArrayBuffer.isView(value) || types.isArrayBuffer(value)) return SMALL + value.byteLength;
  if (depth === DEPTH) return SMALL;
  const keys = Array.isArray(value) ? [...Array(Math.min(value.length, SAMPLE)).keys()] : Object.keys(value);
  const count = Array.isArray(value) ? value.length : keys.length;
  let sum = 0;
  const looked = keys.slice(0, SAMPLE);
  for (const key of looked) {
    sum += roughBytes(Object.getOwnPropertyDescriptor(value, key)?.value, depth + 1);
  }
  return SMALL + (looked.length === 0 ? 0 : Math.ceil((sum / looked.length) * count));
}

/** A chunk that is being filled. */
class Filling {
  /** @type {unknown[]} */
  items = [];
  #size;
  #bytes = 0;
  #ofObject = 0;

  /** @param {import('./chunk-size.js').Size} size */
  constructor(size) {
    this.#size = size;
  }

  get hasRoom() {
    return this.items.length < this.#size.items && this.#bytes < this.#size.bytes;
  }

  /** @param {unknown} item */
  add(item) {
    const isObject = typeof item === 'object' && item !== null && !ArrayBuffer.isView(item);
    if (!isObject) this.#bytes += roughBytes(item);
    else if (this.items.length % ALIKE === 0) this.#ofObject = roughBytes(item);
    if (isObject) this.#bytes += this.#ofObject;
    this.items.push(item);
  }
}

module.exports = { Filling };
