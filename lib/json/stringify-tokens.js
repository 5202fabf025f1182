'use strict';

const native = require('../native.js');

const {
  defineKey: DEFINE_KEY,
  closeArray: CLOSE_ARRAY,
  closeObject: CLOSE_OBJECT,
  openArray: OPEN_ARRAY,
  openObject: OPEN_OBJECT,
  null: NULL,
  true: TRUE,
  false: FALSE,
  number: NUMBER,
  string: STRING,
  ...OTHER
} = native.jsonTokens();

/** The most UTF-16 units of a text that comes in one token. Longer ones come in pieces. */
const LONGEST = 1 << 14;
/** When this much is collected, it is written: tokens, and units of text. */
const TOKENS = 1 << 12;
const UNITS = 1 << 15;
/** How much may be added before it is noticed: an object's keys, and a value. */
const MORE_TOKENS = 1 << 8;
const MORE_UNITS = LONGEST + (1 << 13);

/** Those that are not in use, kept for the next walk. @type {Tokens | undefined} */
let idle;

/**
 * A part of a JSON text as tokens, with the numbers and strings that they refer to: what a walk collects until the addon
 * writes it. `head` is the key that a value's token has.
 */
class Tokens {
  #tokens = new Uint32Array(TOKENS + MORE_TOKENS);
  #used = 0;
  #numbers = new Float64Array(TOKENS + MORE_TOKENS);
  #numbersUsed = 0;
  #text = '';
  /** Where the addon has the text. One unit is for a zero at the end. */
  #room = new Uint16Array(UNITS + MORE_UNITS + 1);
  #size = 0;

  /** Empty ones, for one use that ends with `release`. More than one walk can be under way: values run code of their own. */
  static acquire() {
    const tokens = idle ?? new Tokens();
    idle = undefined;
    return tokens;
  }

  release() {
    this.#clear();
    idle = this;
  }

  get isFull() {
    return this.#used >= TOKENS || this.#size >= UNITS;
  }

  /** @param {number} token */
  add(token) {
    this.#tokens[this.#used++] = token;
  }

  /**
   * @param {number} token
   * @param {string} text of at most `LONGEST` units
   */
  addText(token, text) {
    this.#tokens[this.#used++] = token;
    this.#tokens[this.#used++] = text.length;
    this.#text += text;
    this.#size += text.length;
  }

  /** @param {string} key */
  defineKey(key) {
    this.addText(DEFINE_KEY, key);
  }

  /** @param {number} head @param {number} value */
  number(head, value) {
    this.#tokens[this.#used++] = head + NUMBER;
    this.#numbers[this.#numbersUsed++] = value;
  }

  /** @param {number} head @param {string} text of at most `LONGEST` units */
  string(head, text) {
    this.addText(head + STRING, text);
  }

  /** @param {number} head @param {boolean} value */
  boolean(head, value) {
    this.add(head + (value ? TRUE : FALSE));
  }

  /** @param {number} head */
  null(head) {
    this.add(head + NULL);
  }

  /** @param {number} head @param {boolean} isArray */
  open(head, isArray) {
    this.add(head + (isArray ? OPEN_ARRAY : OPEN_OBJECT));
  }

  /** @param {boolean} isArray */
  close(isArray) {
    this.add(isArray ? CLOSE_ARRAY : CLOSE_OBJECT);
  }

  /** Counts text that the addon adds. @param {number} units */
  count(units) {
    this.#size += units;
  }

  /**
   * @param {import('../native').JsonWriter} writer
   * @returns {number} the bytes that the writer has
   */
  write(writer) {
    const bytes = writer.write(this.#tokens, this.#used, this.#numbers, this.#text, this.#room);
    this.#clear();
    return bytes;
  }

  #clear() {
    this.#used = this.#numbersUsed = this.#size = 0;
    this.#text = '';
  }
}

module.exports = { LONGEST, TOKEN: OTHER, Tokens };
