'use strict';

/**
 * The object that members are copied to. Nothing is on its prototype chain: no toJSON, no setter, no __proto__. (An
 * object without a prototype would be slower.)
 * @constructor
 */
function Copy() {}
Copy.prototype = Object.create(null);

/**
 * An array or object that the walk is in. The members that were read but not written yet are in a copy of plain data, for
 * JSON.stringify.
 */
class Frame {
  /** @type {any} */
  source = undefined;
  /** The keys of an object at the time when it was reached; undefined for an array. @type {string[] | undefined} */
  keys = undefined;
  /** The position of the walk among `length` members. */
  index = 0;
  length = 0;
  /** @type {any} */
  copy = undefined;
  /** Members in the copy. */
  count = 0;
  /** Whether members were written before those of the copy. */
  isContinued = false;
  open = '';
  close = '';
  /** Levels around the members. */
  depth = 0;
  #style;
  #lastIndex = -1;

  /** @param {InstanceType<typeof import('./stringify-style.js').Style>} style */
  constructor(style) {
    this.#style = style;
  }

  /**
   * @param {any} source
   * @param {string[] | undefined} keys
   * @param {number} length
   * @param {number} depth
   */
  begin(source, keys, length, depth) {
    this.depth = depth;
    this.source = source;
    this.keys = keys;
    this.index = 0;
    this.length = length;
    this.isContinued = false;
    this.open = keys === undefined ? '[' : '{';
    this.close = keys === undefined ? ']' : '}';
    this.#renew();
  }

  /**
   * Adds a member at the current index.
   * @param {unknown} value
   */
  put(value) {
    this.count += 1;
    if (this.keys === undefined) return void this.copy.push(value);
    const key = this.keys[this.index];
    this.#lastIndex = indexOf(key);
    this.copy[key] = value;
  }

  /**
   * Whether the member at the current index would come last in the copy, which has array indices first and in order.
   * Proxies and modules may have them elsewhere.
   */
  get isInOrder() {
    if (this.keys === undefined) return true;
    const index = indexOf(this.keys[this.index]);
    return index === Infinity || index > this.#lastIndex;
  }

  /**
   * Writes the members in the copy, and begins a new one.
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   */
  writeMembers(output) {
    if (this.count === 0) return;
    this.#separate(output);
    output.write(this.#style.inside(this.copy, this.depth));
    this.#renew();
  }

  /**
   * Writes what comes before the value of the member at the current index.
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   */
  writeKey(output) {
    this.#separate(output);
    if (this.keys === undefined) return;
    output.writeString(this.keys[this.index]);
    output.write(this.#style.gap === '' ? ':' : ': ');
  }

  /**
   * Writes what comes after the last member.
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   */
  writeClose(output) {
    if (this.isContinued && this.depth > 0) output.write(this.#style.break(this.depth - 1));
    output.write(this.close);
  }

  /** @param {InstanceType<typeof import('./stringify-output.js').Output>} output */
  #separate(output) {
    if (this.isContinued) output.write(',');
    if (this.depth > 0) output.write(this.#style.break(this.depth));
    this.isContinued = true;
  }

  #renew() {
    this.copy = this.keys === undefined ? newArray() : new /** @type {any} */ (Copy)();
    this.count = 0;
    this.#lastIndex = -1;
  }
}

/** @returns {any[] & { toJSON?: any }} an array without a toJSON, even where Array.prototype has one */
function newArray() {
  /** @type {any} */
  const array = [];
  if (array.toJSON !== undefined) Object.defineProperty(array, 'toJSON', { value: undefined });
  return array;
}

/**
 * The array index that a key is, or Infinity.
 * @param {string} key
 */
function indexOf(key) {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return Infinity;
  const index = Number(key) >>> 0;
  return String(index) === key && index !== 0xffffffff ? index : Infinity;
}

module.exports = { Frame };
