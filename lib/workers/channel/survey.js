'use strict';

const { types } = require('node:util');
const { LARGE } = require('./limits.js');

/** How many values are looked at. What is found later is serialized as V8 does it by itself. */
const MOST_VALUES = 1000;

/**
 * What V8's serializer does not ask about as it meets it, and so has to be found before: large ArrayBuffers, which it
 * would copy, and errors, of which it would keep little.
 * @param {unknown} value
 * @returns {{ buffers: ArrayBuffer[], errors: Error[] }}
 */
function survey(value) {
  const values = new Set([value]);
  const buffers = [];
  const errors = [];
  // A Set is iterated in the order of adding, also of what is added meanwhile.
  for (const item of values) {
    if (typeof item !== 'object' || item === null || types.isProxy(item) || ArrayBuffer.isView(item))
      continue;
    if (types.isArrayBuffer(item)) {
      if (item.byteLength > LARGE && !Reflect.get(item, 'resizable')) buffers.push(item);
    } else if (types.isNativeError(item)) {
      errors.push(item);
    } else {
      addChildren(item, values);
    }
  }
  return { buffers, errors };
}

/**
 * @param {object} object
 * @param {Set<unknown>} values
 */
function addChildren(object, values) {
  for (const child of children(object)) {
    if (values.size === MOST_VALUES) return;
    values.add(child);
  }
}

/**
 * What an object holds, without running code of the caller's.
 * @param {object} object
 * @returns {Iterable<unknown>}
 */
function* children(object) {
  if (types.isMap(object)) {
    for (const pair of Map.prototype.entries.call(object)) yield* pair;
  } else if (types.isSet(object)) {
    yield* Set.prototype.values.call(object);
  }
  // A list of the keys of a long array would cost more than the rest.
  const keys = Array.isArray(object)
    ? Array(Math.min(object.length, MOST_VALUES)).keys()
    : Object.keys(object);
  for (const key of keys) yield Object.getOwnPropertyDescriptor(object, key)?.value;
}

module.exports = { survey };
