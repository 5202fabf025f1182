'use strict';

const { constants } = require('node:buffer');
const { prepared } = require('./stringify-prepare.js');
const { Stack } = require('./stringify-stack.js');

/** About how many UTF-16 units one call of JSON.stringify gets, and how many are walked between two looks at the clock. */
const BATCH = 1 << 15;
const BETWEEN_LOOKS = 1 << 8;
/** Longer strings are written separately. */
const LONG = 1 << 14;
/** The units that a member counts for, besides the length of strings. */
const MEMBER = 8;

/** @type {{ isRawJSON?: (value: unknown) => boolean }} since Node 21 */
const { isRawJSON = () => false } = /** @type {any} */ (JSON);

/**
 * Walks a value as JSON.stringify does: each member is read once, and in the same order. What is read goes into copies of
 * plain data, and JSON.stringify writes them when there is a batch. Arrays and objects that are not complete then are
 * cut: their beginning is written, and the members that follow go into a new copy.
 */
class Walk {
  #room = BATCH;
  #output;
  #stack;
  #style;

  /**
   * @param {unknown} root prepared
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   * @param {InstanceType<typeof import('./stringify-style.js').Style>} style
   */
  constructor(root, output, style) {
    this.#output = output;
    this.#style = style;
    this.#stack = new Stack(output, style);
    const frame = this.#stack.push([root], undefined, 1);
    frame.open = frame.close = '';
    this.#stack.flush();
    this.#place(frame, root);
  }

  /**
   * Walks until the end, or until the slice is over or the output is full.
   * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
   * @returns {boolean} whether all is written
   */
  run(slice) {
    do {
      if (this.#output.isBehind) this.#output.advance();
      else if (this.#stack.depth === 0) return true;
      else this.#advance(this.#room - BETWEEN_LOOKS);
      if (this.#room <= 0) this.#flush();
    } while (!slice.isOver && !this.#output.isFull);
    return false;
  }

  /** @param {number} until the room that is left over */
  #advance(until) {
    while (this.#room > until && this.#stack.depth > 0 && !this.#output.isBehind) {
      const frame = this.#stack.top;
      if (frame.index < frame.length) this.#member(frame, until);
      else this.#leave();
    }
  }

  /**
   * Reads members up to the next array or object in the frame, or to its end.
   * @param {InstanceType<typeof import('./stringify-frame.js').Frame>} frame
   * @param {number} until
   */
  #member(frame, until) {
    const { source, keys, length } = frame;
    const { depth } = this.#stack;
    const { replacer } = this.#style;
    do {
      const key = keys === undefined ? frame.index : keys[frame.index];
      const value = source[key];
      const isPlain = typeof value === 'number' || typeof value === 'boolean';
      if (isPlain && replacer === undefined) this.#put(frame, value, MEMBER);
      else this.#place(frame, prepared(value, key, source, replacer));
    } while (frame.index < length && this.#room > until && depth === this.#stack.depth);
  }

  /**
   * @param {InstanceType<typeof import('./stringify-frame.js').Frame>} frame
   * @param {any} value prepared
   */
  #place(frame, value) {
    if (typeof value === 'string') this.#putText(frame, value, value);
    else if (value === undefined && frame.keys !== undefined) this.#skip(frame);
    else if (typeof value !== 'object' || value === null) this.#put(frame, value, MEMBER);
    else if (isRawJSON(value)) this.#putText(frame, value, value.rawJSON);
    else this.#enter(value);
  }

  /**
   * @param {InstanceType<typeof import('./stringify-frame.js').Frame>} frame
   * @param {any} value the text, or raw JSON with this text
   * @param {string} text
   */
  #putText(frame, value, text) {
    if (text.length <= LONG) return this.#put(frame, value, MEMBER + text.length);
    this.#flush();
    frame.writeKey(this.#output);
    if (typeof value === 'string') this.#output.writeString(value);
    else this.#output.write(text);
    frame.index += 1;
  }

  /**
   * @param {InstanceType<typeof import('./stringify-frame.js').Frame>} frame
   * @param {unknown} value
   * @param {number} size
   */
  #put(frame, value, size) {
    if (!frame.isInOrder) this.#flush();
    frame.put(value);
    this.#room -= size + (frame.keys === undefined ? 0 : frame.keys[frame.index].length);
    this.#room -= this.#style.gap.length * frame.depth;
    frame.index += 1;
  }

  /** @param {InstanceType<typeof import('./stringify-frame.js').Frame>} frame whose member is left out */
  #skip(frame) {
    frame.index += 1;
    this.#room -= MEMBER;
  }

  /** @param {any} value */
  #enter(value) {
    this.#stack.checkCircle(value);
    this.#room -= MEMBER + this.#style.gap.length * this.#stack.depth;
    if (Array.isArray(value)) return void this.#stack.push(value, undefined, lengthOf(value));
    const keys = this.#style.keys ?? Object.keys(value);
    this.#stack.push(value, keys, keys.length);
  }

  #leave() {
    const copy = this.#stack.pop();
    this.#room -= 1;
    if (this.#stack.depth === 0) return;
    if (copy === undefined) this.#stack.top.index += 1;
    else this.#put(this.#stack.top, copy, 0);
  }

  #flush() {
    this.#stack.flush();
    this.#room = BATCH;
  }
}

/**
 * The length of an array, or of a proxy of one. Every element takes two characters or more.
 * @param {any} array
 */
function lengthOf(array) {
  const length = Math.trunc(Number(array.length)) || 0;
  if (length * 2 > constants.MAX_STRING_LENGTH) throw new RangeError('Invalid string length');
  return length;
}

module.exports = { Walk };
