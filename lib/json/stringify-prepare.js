'use strict';

const { types } = require('node:util');

const { isBoxedPrimitive } = types;
const booleanOf = Boolean.prototype.valueOf;
const bigintOf = BigInt.prototype.valueOf;

/**
 * What is written for a value: what its toJSON and then the replacer return, and the primitive for a boxed one
 * (ECMA-262, SerializeJSONProperty). Undefined for what JSON does not have: undefined, functions and symbols.
 * @param {any} value
 * @param {string | number} key that the value is at
 * @param {object} holder that the value is in
 * @param {Function} [replacer]
 * @returns {unknown} null, a string, number, boolean or object
 */
function prepared(value, key, holder, replacer) {
  if (replacer === undefined && isPlain(value)) return value;
  if (isAsked(value)) {
    const { toJSON } = value;
    if (typeof toJSON === 'function') value = Reflect.apply(toJSON, value, [String(key)]);
  }
  if (replacer !== undefined) value = Reflect.apply(replacer, holder, [String(key), value]);
  if (mayBeBoxed(value) && isBoxedPrimitive(value)) value = unboxed(value);
  if (typeof value === 'bigint') throw new TypeError('Do not know how to serialize a BigInt');
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
}

// V8 compares what typeof gives with a word at once; to keep it in a variable takes a call.

/** Whether a value is written as it is. @param {unknown} value */
function isPlain(value) {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Whether a value may have a toJSON. @param {any} value */
function isAsked(value) {
  return (
    (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'bigint'
  );
}

/** Whether Node is worth asking: most are no objects, or arrays. @param {unknown} value */
function mayBeBoxed(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {any} value */
function unboxed(value) {
  if (types.isNumberObject(value)) return Number(/** @type {any} */ (+value));
  if (types.isStringObject(value)) return String(value);
  if (types.isBooleanObject(value)) return booleanOf.call(value);
  return types.isBigIntObject(value) ? bigintOf.call(value) : value;
}

module.exports = { prepared };
