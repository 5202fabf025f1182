'use strict';

const { Values } = require('./values.js');

/** Whether this version of Node gives a reviver the source text of primitive values. */
let areGiven = false;
JSON.parse('1', (...given) => {
  areGiven = given.length > 2;
});

/**
 * Keeps the source texts of primitive values, by the array or object that holds them, for the `context` that a reviver
 * gets.
 */
class Sources extends Values {
  /** @type {Map<object, Map<string, string>>} */
  #texts = new Map();
  /** Of the value that was made last; undefined for an array or object. @type {string | undefined} */
  #last;
  #pieces = '';

  /** @param {string} text @override */
  parse(text) {
    const note = this.#set.bind(this);
    /** @type {string | undefined} */
    let last;
    /** @type {any} The types of Node 20 do not know the third argument. */
    const reviver = /** @this {any} @param {any[]} given */ function (...given) {
      const [key, inner, context] = given;
      last = context.source;
      if (last !== undefined) note(this, key, last);
      return inner;
    };
    const value = JSON.parse(text, reviver);
    this.#last = last;
    return value;
  }

  /** @param {any[]} array @param {any[]} elements @override */
  append(array, elements) {
    const first = array.length;
    super.append(array, elements);
    for (const [key, source] of this.#texts.get(elements) ?? [])
      this.#set(array, first + Number(key), source);
    this.#texts.delete(elements);
  }

  /** @param {any} object @param {any} members @override */
  assign(object, members) {
    super.assign(object, members);
    const texts = this.#texts.get(members);
    for (const key of Object.keys(members)) this.#set(object, key, texts?.get(key));
    this.#texts.delete(members);
  }

  /** @param {string} text @override */
  addPiece(text) {
    this.#pieces += text;
  }

  /** @override */
  endString() {
    this.#last = `"${this.#pieces}"`;
    this.#pieces = '';
  }

  /** @param {object} holder @param {string | number} key @override */
  placed(holder, key) {
    this.#set(holder, key, this.#last);
    this.#last = undefined;
  }

  /**
   * What the reviver gets beside key and value. A value that the reviver has changed before has no source.
   * @param {object} holder
   * @param {string} key
   * @param {unknown} value
   * @returns {{ source?: string }}
   */
  contextOf(holder, key, value) {
    if (typeof value === 'object' && value !== null) return {};
    const source = this.#texts.get(holder)?.get(key);
    return source !== undefined && Object.is(JSON.parse(source), value) ? { source } : {};
  }

  /**
   * @param {object} holder
   * @param {string | number} key
   * @param {string | undefined} source
   */
  #set(holder, key, source) {
    const texts = this.#texts.get(holder);
    if (source === undefined) texts?.delete(String(key));
    else if (texts === undefined) this.#texts.set(holder, new Map([[String(key), source]]));
    else texts.set(String(key), source);
  }
}

/**
 * Undefined where no reviver asks for sources.
 * @param {Function | undefined} reviver
 */
function sourcesFor(reviver) {
  return reviver !== undefined && areGiven ? new Sources() : undefined;
}

module.exports = { Sources, sourcesFor };
