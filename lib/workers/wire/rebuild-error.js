'use strict';

const { COMMON_CLASSES } = require('../errors.js');

/** A description nested deeper than this is not one that `describe` made. */
const MAX_DEPTH = 16;

/**
 * Rebuilds what was thrown elsewhere: an error of this realm, or the value itself. Whatever `data` is, nothing is thrown:
 * parts without the shape that `describe` gives them are ignored.
 * @param {any} data
 * @returns {any}
 */
function rebuild(data) {
  return rebuildInside(data, 0);
}

/**
 * @param {any} data
 * @param {number} depth
 * @returns {any}
 */
function rebuildInside(data, depth) {
  if (data === null || typeof data !== 'object' || depth > MAX_DEPTH) return undefined;
  if (typeof data.class !== 'string') return data.value;
  const inner = (/** @type {unknown} */ value) => rebuildInside(value, depth + 1);
  const error = blank(data.class, text(data.message), text(data.name));
  for (const [name, value] of pairs(data.properties)) define(error, name, inner(value), true);
  if (typeof data.stack === 'string') define(error, 'stack', data.stack, false);
  if (text(data.name) !== error.name) define(error, 'name', text(data.name), false);
  if (Object.hasOwn(data, 'cause')) define(error, 'cause', inner(data.cause), false);
  if (Array.isArray(data.errors)) define(error, 'errors', data.errors.map(inner), false);
  return error;
}

/**
 * @param {string} className
 * @param {string} message
 * @param {string} name
 */
function blank(className, message, name) {
  if (className === 'DOMException') return new DOMException(message, name);
  const Class = Object.hasOwn(COMMON_CLASSES, className) ? COMMON_CLASSES[className] : Error;
  // Without calling the constructor of the class, which has other parameters.
  return Reflect.construct(Error, [message], Class);
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * @param {unknown} value
 * @returns {[string, unknown][]}
 */
function pairs(value) {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (pair) => Array.isArray(pair) && typeof pair[0] === 'string' && pair[0] !== '__proto__',
  );
}

/**
 * @param {object} error
 * @param {string} name
 * @param {unknown} value
 * @param {boolean} enumerable
 */
function define(error, name, value, enumerable) {
  try {
    Object.defineProperty(error, name, { value, enumerable, writable: true, configurable: true });
  } catch {
    // A property of the class that is not configurable stays as it is.
  }
}

module.exports = { rebuild };
