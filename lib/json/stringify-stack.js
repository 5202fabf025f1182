'use strict';

const { constants } = require('node:buffer');
const { circularError } = require('./stringify-circle.js');

/** The number of levels that are compared one by one when a circle is searched; deeper ones are in a set. */
const FLAT = 16;

/** An array or object that the walk is in. */
class Frame {
  /** @type {any} */
  source = undefined;
  /** The keys of an object at the time when it was reached; undefined for an array. @type {string[] | undefined} */
  keys = undefined;
  /** Those of the keys, where the addon knows all. @type {number[] | undefined} */
  heads = undefined;
  /** The position of the walk among `length` members. */
  index = 0;
  length = 0;
  /** UTF-16 units before each member, where lines are broken. */
  indent = 0;
  /** Of the object that was last at this level. @type {string[]} */
  #lastKeys = [];
  /** @type {number[] | undefined} */
  #lastHeads;

  /**
   * The heads of keys. They are looked up only where the object that was last at this level had other keys.
   * @param {string[]} keys
   * @param {InstanceType<typeof import('./stringify-keys.js').Keys>} table
   * @param {InstanceType<typeof import('./stringify-tokens.js').Tokens>} tokens
   */
  headsOf(keys, table, tokens) {
    if (!isSame(keys, this.#lastKeys)) {
      this.#lastHeads = table.headsOf(keys, tokens);
      this.#lastKeys = this.#lastHeads === undefined ? [] : keys;
    }
    return this.#lastHeads;
  }
}

/**
 * @param {string[]} keys
 * @param {string[]} others
 */
function isSame(keys, others) {
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index += 1) {
    if (keys[index] !== others[index]) return false;
  }
  return true;
}

/** The arrays and objects that the walk is in, from the outermost. */
class Stack {
  /** @type {Frame[]} */
  #frames = [];
  #depth = 0;
  /** Sources of the frames that are deeper than `FLAT`. */
  #deep = new Set();

  get depth() {
    return this.#depth;
  }

  /** The innermost. */
  get top() {
    return this.#frames[this.#depth - 1];
  }

  /**
   * Throws where the source is in the stack.
   * @param {object} source
   */
  checkCircle(source) {
    if (this.#depth > FLAT && this.#deep.has(source)) this.#refuse(source);
    const flat = Math.min(FLAT, this.#depth);
    for (let level = 0; level < flat; level += 1) {
      if (this.#frames[level].source === source) this.#refuse(source);
    }
  }

  /**
   * @param {any} source that begins now
   * @param {string[]} [keys] unless it is an array
   */
  push(source, keys) {
    const frame = (this.#frames[this.#depth] ??= new Frame());
    frame.source = source;
    frame.keys = keys;
    frame.heads = undefined;
    frame.index = 0;
    frame.length = keys === undefined ? lengthOf(source) : keys.length;
    if (this.#depth >= FLAT) this.#deep.add(source);
    this.#depth += 1;
    return frame;
  }

  /** Removes the innermost frame, which is complete. */
  pop() {
    const frame = this.top;
    this.#depth -= 1;
    if (this.#depth >= FLAT) this.#deep.delete(frame.source);
    frame.source = undefined;
    return frame;
  }

  /** @param {object} source */
  #refuse(source) {
    const frames = this.#frames.slice(0, this.#depth);
    throw circularError(frames.slice(frames.findIndex((frame) => frame.source === source)));
  }
}

/**
 * The length of an array, or of a proxy of one. Every element takes two characters or more.
 * @param {any} array
 */
function lengthOf(array) {
  const length = Math.trunc(+array.length) || 0; // unlike Number(), + refuses a BigInt, as JSON.stringify does
  if (length * 2 > constants.MAX_STRING_LENGTH) throw new RangeError('Invalid string length');
  return length;
}

module.exports = { Stack };
