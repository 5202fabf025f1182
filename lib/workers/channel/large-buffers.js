'use strict';

const { types } = require('node:util');
const { LARGE } = require('./limits.js');

/** How many values are looked at: what is found later is serialized with the rest. */
const MOST_VALUES = 1000;

/**
 * The large ArrayBuffers within a value, which V8 would otherwise copy into the serialized form. It asks about views
 * as it meets them, but about buffers it has to be told before.
 * @param {unknown} value
 * @returns {Set<ArrayBuffer>}
 */
function largeBuffers(value) {
  /** @type {Set<ArrayBuffer>} */
  const found = new Set();
  const values = [value];
  for (let index = 0; index < values.length; index += 1) {
    const item = values[index];
    if (typeof item !== 'object' || item === null || types.isProxy(item) || ArrayBuffer.isView(item)) continue;
    if (types.isArrayBuffer(item)) {
      if (item.byteLength > LARGE && !Reflect.get(item, 'resizable')) found.add(item);
      continue;
    }
    for (const inner of children(item)) {
      if (values.length === MOST_VALUES) break;
      values.push(inner);
    }
  }
  return found;
}

/**
 * What an object holds, without running code of the caller's.
 * @param {object} object
 * @returns {Iterable<unknown>}
 */
function* children(object) {
  if (types.isMap(object)) {
    for (const [key, item] of Map.prototype.entries.call(object)) yield* [key, item];
  } else if (types.isSet(object)) {
    yield* Set.prototype.values.call(object);
  }
  for (const key of Object.keys(object)) yield Object.getOwnPropertyDescriptor(object, key)?.value;
}

module.exports = { largeBuffers };
