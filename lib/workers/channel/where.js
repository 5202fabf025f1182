'use strict';

const { types } = require('node:util');
const { MessagePort } = require('node:worker_threads');

/** How many values are looked at before the search is given up. */
const MOST_VALUES = 100_000;

/**
 * The same error, with the place of the value it is about as `path`: `[0].options.callback`.
 * @template {Error} E
 * @param {E} error
 * @param {unknown} root
 * @returns {E}
 */
function withPath(error, root) {
  const path = pathOfCulprit(root);
  if (path === undefined) return error;
  error.message = `${error.message} (at ${path})`;
  return Object.assign(error, { path });
}

/**
 * Where the first value is that no other process can have; undefined when none is found.
 * @param {unknown} root
 */
function pathOfCulprit(root) {
  const seen = new Set();
  /** @type {{ value: unknown, path: string }[]} */
  const waiting = [{ value: root, path: '' }];
  for (let index = 0; index < waiting.length && index < MOST_VALUES; index += 1) {
    const { value, path } = waiting[index];
    if (isCulprit(value)) return path;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    for (const [step, inner] of entries(value)) waiting.push({ value: inner, path: path + step });
  }
  return undefined;
}

/** @param {any} value */
function isCulprit(value) {
  if (typeof value === 'function' || typeof value === 'symbol') return true;
  if (ArrayBuffer.isView(value)) return types.isSharedArrayBuffer(value.buffer);
  return (
    types.isSharedArrayBuffer(value) ||
    types.isProxy(value) ||
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isGeneratorObject(value) ||
    value instanceof MessagePort
  );
}

/**
 * @param {object} object
 * @returns {Iterable<[string, unknown]>}
 */
function* entries(object) {
  if (types.isMap(object)) {
    let index = 0;
    for (const [key, value] of object) {
      yield [`.keys()[${index}]`, key];
      yield [`.get(${typeof key === 'string' ? JSON.stringify(key) : '…'})`, value];
      index += 1;
    }
  } else if (types.isSet(object)) {
    for (const value of object) yield ['.values()', value];
  }
  for (const key of Object.keys(object)) {
    yield [stepOf(object, key), Object.getOwnPropertyDescriptor(object, key)?.value];
  }
}

/**
 * @param {object} object
 * @param {string} key
 */
function stepOf(object, key) {
  if (Array.isArray(object)) return `[${key}]`;
  return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

module.exports = { withPath };
