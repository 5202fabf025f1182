'use strict';

const { COMMON_CLASSES } = require('../errors.js');

/** A description nested deeper than this is not one that `describe` made. */
const MAX_DEPTH = 16;

/**
 * Rebuilds what was thrown elsewhere: an error of this realm, or the value itself. Nothing is thrown, for any `data`:
 * parts without the shape that `describe` gives them are ignored.
 * @param {any} data
 * @returns {any}
 */
function rebuild(data) {
  return new Rebuilder().value(data, 0);
}

/** Builds values of descriptions. */
class Rebuilder {
  /**
   * @param {any} data
   * @param {number} depth
   * @returns {any}
   */
  value(data, depth) {
    if (typeof data === 'string') return this.text(data);
    if (data === null || typeof data !== 'object') return this.primitive(data);
    if (depth > MAX_DEPTH) return undefined;
    const inner = (/** @type {unknown} */ item) => this.value(item, depth + 1);
    if (typeof data.class === 'string') return this.#error(data, inner);
    if (data.leaf !== undefined) return this.leaf(data.leaf);
    if (Array.isArray(data.list)) return this.take(data.list).map(inner);
    if (Array.isArray(data.set)) return new Set(this.take(data.set).map(inner));
    if (Array.isArray(data.map)) {
      return new Map(
        this.take(data.map)
          .filter(Array.isArray)
          .map(([key, item]) => [inner(key), inner(item)]),
      );
    }
    return this.#object(data.object, inner);
  }

  /**
   * @param {any} pairs
   * @param {(value: unknown) => unknown} inner
   */
  #object(pairs, inner) {
    /** @type {Record<string, unknown>} */
    const object = {};
    for (const [key, item] of this.take(named(pairs))) define(object, this.text(key), inner(item), true);
    return object;
  }

  /**
   * @param {any} data
   * @param {(value: unknown) => unknown} inner
   */
  #error({ class: className, name, message, stack, own }, inner) {
    const error = blank(this.classOf(className), this.text(asText(message)), this.name(asText(name)));
    define(error, 'stack', this.text(asText(stack)), false);
    for (const [key, item, isEnumerable] of this.take(named(own))) {
      const property = this.text(key);
      if (this.accepts(property, item)) define(error, property, inner(item), isEnumerable === true);
    }
    return error;
  }

  // What follows is less for what is not trusted.

  /** @param {string} text */
  text(text) {
    return text;
  }

  /** @param {unknown} value */
  primitive(value) {
    return value;
  }

  /** @param {string} name of an error */
  name(name) {
    return name;
  }

  /** @param {string} name of a class */
  classOf(name) {
    return name;
  }

  /** @param {unknown} leaf */
  leaf(leaf) {
    return leaf;
  }

  /**
   * Whether an error may have this own property.
   * @param {string} _property
   * @param {unknown} _data
   */
  accepts(_property, _data) {
    return true;
  }

  /**
   * The items of a list that there is room for.
   * @template T
   * @param {T[]} items
   */
  take(items) {
    return items;
  }
}

/**
 * @param {string} className
 * @param {string} message
 * @param {string} name
 * @returns {Error}
 */
function blank(className, message, name) {
  if (className === 'DOMException') return new DOMException(message, name);
  const Class = Object.hasOwn(COMMON_CLASSES, className) ? COMMON_CLASSES[className] : Error;
  // Without calling the constructor of the class, which has other parameters.
  const error = Reflect.construct(Error, [message], Class);
  if (name !== error.name) define(error, 'name', name, false);
  return error;
}

/** @param {unknown} value */
function asText(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * The entries of a list that have a name.
 * @param {unknown} value
 * @returns {[string, unknown, unknown?][]}
 */
function named(value) {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (pair) => Array.isArray(pair) && typeof pair[0] === 'string' && pair[0] !== '__proto__',
  );
}

/**
 * @param {object} object
 * @param {string} name
 * @param {unknown} value
 * @param {boolean} enumerable
 */
function define(object, name, value, enumerable) {
  try {
    Object.defineProperty(object, name, { value, enumerable, writable: true, configurable: true });
  } catch {
    // A property of the class that is not configurable stays as it is.
  }
}

module.exports = { Rebuilder, rebuild };
