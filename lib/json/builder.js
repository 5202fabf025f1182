'use strict';

const { constants } = require('node:buffer');
const { stringTooLong } = require('../errors.js');
const native = require('../native.js');
const { define } = require('./set-member.js');

/** The operations of a plan. The first five are one higher for text that is not ASCII. */
const {
  value: VALUE,
  elements: ELEMENTS,
  members: MEMBERS,
  key: KEY,
  piece: PIECE,
  string: STRING,
  openArray: OPEN_ARRAY,
  openObject: OPEN_OBJECT,
  close: CLOSE,
} = native.jsonOperations();

/** The value in the making, and the arrays and objects of it that are not complete. */
class Builder {
  /** @type {any} */
  value;
  /** The innermost array or object that is not complete. @type {any} */
  #open;
  /** @type {any[]} the arrays and objects around it, from the outside in */
  #around = [];
  /** Of the next value. @type {string | undefined} */
  #key;
  #rope = '';
  /** The part of the plan that is under way. @type {Float64Array} */
  #plan = new Float64Array();
  #at = 0;
  /** Where the text of the last operation ends. */
  #end = 0;

  /**
   * @param {import('../native').JsonDocument} document
   * @param {InstanceType<typeof import('./values.js').Values>} values
   */
  constructor(document, values) {
    this.document = document;
    this.values = values;
  }

  /** @param {Float64Array} plan the next operations */
  begin(plan) {
    this.#plan = plan;
    this.#at = 0;
  }

  /** Bytes of the text behind the operation that was done last. */
  get rest() {
    return this.document.length - this.#end;
  }

  isUnderWay() {
    return this.#at < this.#plan.length;
  }

  /** Does the next operation. */
  step() {
    const operation = this.#plan[this.#at];
    if (operation >= STRING) {
      this.#at += 1;
      this.#structure(operation);
      return;
    }
    const start = this.#plan[this.#at + 1];
    const end = this.#plan[this.#at + 2];
    this.#at += 3;
    this.#end = end;
    const isAscii = operation % 2 === 0;
    this.#text(isAscii ? operation : operation - 1, decode(this.document, operation, start, end));
  }

  /** @param {number} operation @param {string} text */
  #text(operation, text) {
    const { values } = this;
    if (operation === ELEMENTS) values.append(this.#open, values.parse(text));
    else if (operation === MEMBERS) values.assign(this.#open, values.parse(text));
    else if (operation === VALUE) this.#put(values.parse(text));
    else if (operation === KEY) this.#key = JSON.parse(text);
    else if (operation === PIECE) this.#join(text);
  }

  /** @param {string} text a piece of the string in the making, in JSON's form */
  #join(text) {
    this.values.addPiece(text);
    const piece = JSON.parse(`"${text}"`);
    if (this.#rope.length + piece.length > constants.MAX_STRING_LENGTH) throw stringTooLong();
    this.#rope += piece;
  }

  /** @param {number} operation */
  #structure(operation) {
    if (operation === OPEN_ARRAY) this.#enter([]);
    else if (operation === OPEN_OBJECT) this.#enter({});
    else if (operation === CLOSE) this.#open = this.#around.pop();
    else if (operation === STRING) {
      this.values.endString();
      this.#put(this.#rope);
      this.#rope = '';
    }
  }

  /** @param {any} container */
  #enter(container) {
    this.#put(container);
    this.#around.push(this.#open);
    this.#open = container;
  }

  /** @param {any} value complete, or an empty array or object that is filled from now on */
  #put(value) {
    const holder = this.#open;
    if (holder === undefined) this.value = value;
    else if (this.#key === undefined) holder.push(value);
    else define(holder, this.#key, value);
    if (holder === undefined) this.values.placed(this.values.root, '');
    else this.values.placed(holder, this.#key ?? holder.length - 1);
    this.#key = undefined;
  }
}

/**
 * @param {import('../native').JsonDocument} document
 * @param {number} operation
 * @param {number} start
 * @param {number} end
 * @returns {string}
 */
function decode(document, operation, start, end) {
  try {
    return document.operand(operation, start, end);
  } catch (error) {
    // A key is decoded whole, whatever its length. Other strings are decoded in pieces.
    throw end - start > constants.MAX_STRING_LENGTH ? stringTooLong() : error;
  }
}

module.exports = { Builder };
