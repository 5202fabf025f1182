'use strict';

const { inspect, types } = require('node:util');
const { COMMON_CLASSES } = require('../errors.js');
const { VIEWS, kindOf } = require('./channel/views.js');
const { ErrorBudget } = require('./error-budget.js');

/** How deep causes, errors and values within an error are followed. docs/workers.md says so. */
const MAX_DEPTH = 8;
/** An error counts as several values. */
const ERROR_COST = 10;

/**
 * A thrown value as plain data. A primitive is itself; `undefined` is also what is left out.
 * @typedef {undefined | null | boolean | number | string | bigint | ErrorDescription | { leaf: unknown }
 *   | { list: Description[] } | { set: Description[] } | { map: [Description, Description][] }
 *   | { object: [string, Description][] }} Description
 */

/**
 * An error: the nearest class that both sides have, and its own properties, each with whether it is enumerable.
 * @typedef {{ class: string, name: string, message: string, stack: string,
 *   own: [string, Description, boolean][] }} ErrorDescription
 */

/** Own properties that have their own place in a description, or none. */
const APART = new Set(['message', 'stack', 'name', '__proto__']);
/** Own properties that cross although node and JavaScript make them not enumerable. */
const HIDDEN = ['code', 'cause', 'errors'];

/**
 * Describes what was thrown as data that any channel can send, bounded in depth and size. Never throws. What crosses, and
 * as what, is a table in docs/workers.md.
 * @param {unknown} thrown
 * @returns {Description}
 */
function describe(thrown) {
  try {
    if (typeof thrown === 'symbol' || typeof thrown === 'function') return describe(unsendable(thrown));
    return new Describer().describe(thrown, []);
  } catch {
    return describe(new Error('A value was thrown that cannot be read'));
  }
}

/**
 * What arrives in place of a value that no channel carries: an error that names it.
 * @param {symbol | Function} thrown
 */
function unsendable(thrown) {
  const what = typeof thrown === 'symbol' ? String(thrown) : `function ${thrown.name}`;
  return new TypeError(`${what} was thrown, which cannot be sent from one thread or process to another`);
}

/** Copies one thrown value. `above` has the objects that a value is within. */
class Describer {
  #budget = new ErrorBudget();

  /**
   * @param {any} value
   * @param {object[]} above
   * @returns {Description}
   */
  describe(value, above) {
    if (typeof value === 'string') return this.#budget.text(value);
    if (typeof value === 'function' || typeof value === 'symbol') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (above.length > MAX_DEPTH || above.includes(value) || this.#budget.isUsedUp) return undefined;
    const within = [...above, value];
    return isError(value) ? this.#error(value, within) : this.#object(value, within);
  }

  /**
   * As `describe`, of a value within another. One that cannot be read, such as a revoked Proxy, is left out alone.
   * @param {unknown} value
   * @param {object[]} above
   */
  #inner(value, above) {
    try {
      return this.describe(value, above);
    } catch {
      return undefined;
    }
  }

  /**
   * @param {any} error
   * @param {object[]} within
   * @returns {ErrorDescription}
   */
  #error(error, within) {
    this.#budget.spend(ERROR_COST);
    const own = this.#budget.take(ownNames(error));
    return {
      class: classOf(error),
      name: this.#text(error, 'name'),
      message: this.#text(error, 'message'),
      stack: this.#text(error, 'stack'),
      own: own.flatMap((name) => this.#property(error, name, within)),
    };
  }

  /**
   * @param {object} error
   * @param {string} name
   */
  #text(error, name) {
    const value = read(error, name);
    return this.#budget.text(typeof value === 'object' && value !== null ? inspect(value) : (value ?? ''));
  }

  /**
   * @param {object} error
   * @param {string} name
   * @param {object[]} within
   * @returns {[string, Description, boolean][]} none for what cannot be sent
   */
  #property(error, name, within) {
    const value = read(error, name);
    if (typeof value === 'function' || typeof value === 'symbol') return [];
    return [[name, this.#inner(value, within), Object.prototype.propertyIsEnumerable.call(error, name)]];
  }

  /**
   * @param {any} value
   * @param {object[]} within
   * @returns {Description}
   */
  #object(value, within) {
    const inner = (/** @type {unknown} */ item) => this.#inner(item, within);
    if (types.isDate(value)) return { leaf: new Date(value.getTime()) };
    if (types.isRegExp(value)) return this.#pattern(new RegExp(value));
    if (types.isAnyArrayBuffer(value)) return { leaf: this.#budget.bytes(value, 0, value.byteLength) };
    if (ArrayBuffer.isView(value)) return { leaf: this.#view(value) };
    if (types.isBoxedPrimitive(value)) return inner(value.valueOf());
    if (types.isMap(value))
      return { map: this.#budget.take(value).map(([key, item]) => [inner(key), inner(item)]) };
    if (types.isSet(value)) return { set: this.#budget.take(value).map(inner) };
    if (Array.isArray(value)) return { list: this.#budget.take(value).map(inner) };
    const names = this.#budget.take(Object.keys(value)).filter((name) => name !== '__proto__');
    const pairs = names.map(
      (name) => /** @type {[string, Description]} */ ([name, inner(read(value, name))]),
    );
    return { object: pairs.filter(([, item]) => item !== undefined) };
  }

  /**
   * Whole or not at all: a part of its source is another pattern.
   * @param {RegExp} pattern
   */
  #pattern(pattern) {
    return this.#budget.text(pattern.source) === pattern.source ? { leaf: pattern } : undefined;
  }

  /** @param {ArrayBufferView} view of any kind, which its copy is too */
  #view(view) {
    const View = VIEWS[kindOf(view)];
    const size = View.BYTES_PER_ELEMENT ?? 1;
    const bytes = this.#budget.bytes(view.buffer, view.byteOffset, view.byteLength);
    const length = Math.floor(bytes.byteLength / size);
    return View === Buffer ? Buffer.from(bytes) : new View(bytes, 0, length);
  }
}

/** @param {unknown} value */
function isError(value) {
  return types.isNativeError(value) || value instanceof DOMException || value instanceof Error;
}

/**
 * The name of the nearest class that both sides have.
 * @param {object} error
 */
function classOf(error) {
  for (let proto = Object.getPrototypeOf(error); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const name = Object.hasOwn(proto, 'constructor') ? proto.constructor?.name : undefined;
    if (Object.hasOwn(COMMON_CLASSES, name)) return name;
  }
  return 'Error';
}

/** @param {object} error */
function ownNames(error) {
  const names = Object.keys(error).filter((name) => !APART.has(name));
  const hidden = HIDDEN.filter((name) => Object.hasOwn(error, name) && !names.includes(name));
  return [...hidden, ...names];
}

/**
 * @param {any} object
 * @param {string} key
 * @returns {unknown} undefined where a getter throws
 */
function read(object, key) {
  try {
    return object[key];
  } catch {
    return undefined;
  }
}

module.exports = { describe };
