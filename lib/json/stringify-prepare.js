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
  if (isAsked(value)) {
    const { toJSON } = value;
    if (typeof toJSON === 'function') value = Reflect.apply(toJSON, value, [String(key)]);
  }
  if (replacer !== undefined) value = Reflect.apply(replacer, holder, [String(key), value]);
  if (typeof value === 'object' && value !== null && isBoxedPrimitive(value)) value = unboxed(value);
  if (typeof value === 'bigint') throw new TypeError('Do not know how to serialize a BigInt');
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
}

/** Whether a value may have a toJSON. @param {unknown} value */
function isAsked(value) {
  const kind = typeof value;
  return (kind === 'object' && value !== null) || kind === 'function' || kind === 'bigint';
}

/** @param {any} value */
function unboxed(value) {
  if (types.isNumberObject(value)) return Number(/** @type {any} */ (+value));
  if (types.isStringObject(value)) return String(value);
  if (types.isBooleanObject(value)) return booleanOf.call(value);
  return types.isBigIntObject(value) ? bigintOf.call(value) : value;
}

module.exports = { prepared };
