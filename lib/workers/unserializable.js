'use strict';

const { types } = require('node:util');

/**
 * The path of what in a value no thread can clone, such as `[0].onDone`.
 * @param {unknown} value
 * @returns {string | undefined} undefined when it is not found
 */
function findUnserializable(value) {
  return search(value, '', new Set());
}

/**
 * @param {any} value
 * @param {string} path
 * @param {Set<unknown>} seen
 * @returns {string | undefined}
 */
function search(value, path, seen) {
  if (isUnserializable(value)) return path;
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const [inner, innerPath] of membersOf(value, path)) {
    const found = search(inner, innerPath, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @param {unknown} value */
function isUnserializable(value) {
  return (
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    types.isProxy(value) ||
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isGeneratorObject(value)
  );
}

/**
 * @param {any} object
 * @param {string} path
 * @returns {[unknown, string][]}
 */
function membersOf(object, path) {
  if (ArrayBuffer.isView(object)) return [];
  if (Array.isArray(object)) return object.map((item, index) => [item, `${path}[${index}]`]);
  if (types.isSet(object)) return [...object].map((item) => [item, `${path}.values()`]);
  if (types.isMap(object)) return [...object].flatMap(([key, item]) => mapMembers(key, item, path));
  return Object.keys(object).map((key) => [object[key], `${path}.${key}`]);
}

/**
 * @param {unknown} key
 * @param {unknown} item
 * @param {string} path
 * @returns {[unknown, string][]}
 */
function mapMembers(key, item, path) {
  return [
    [key, `${path}.keys()`],
    [item, `${path}.get(${String(key)})`],
  ];
}

module.exports = { findUnserializable };
