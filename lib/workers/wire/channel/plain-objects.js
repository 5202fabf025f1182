'use strict';

const { types } = require('node:util');

/** Classes whose objects only their prototype makes different from plain ones, as far as code can see. */
const OTHERS = [
  types.isMap,
  types.isSet,
  types.isAnyArrayBuffer,
  types.isPromise,
  types.isWeakMap,
  types.isWeakSet,
  types.isGeneratorObject,
];

/**
 * Whether an object is a plain one, and not one of a built-in class whose prototype was exchanged, which V8 knows all the same.
 * @param {object} object
 * @returns {object is Record<string, unknown>}
 */
function isPlain(object) {
  // The prototype of a proxy is asked of its handler.
  if (types.isProxy(object) || Object.getPrototypeOf(object) !== Object.prototype) return false;
  if (Object.prototype.toString.call(object) !== '[object Object]') return false;
  return !OTHERS.some((isOther) => isOther(object));
}

/**
 * Sets a property of a plain object itself, also where the prototype of all objects has one of that name.
 * @param {Record<string, unknown>} object
 * @param {string} key
 * @param {unknown} value
 */
function setOwn(object, key, value) {
  if (!(key in object)) object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

module.exports = { isPlain, setOwn };
