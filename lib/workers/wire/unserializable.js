'use strict';

const { types } = require('node:util');

/** How many values are looked at before the search is given up. */
const MOST_VALUES = 100_000;

/**
 * Where in a value the first one is that cannot be sent, such as `[0].onDone`; undefined when none is found.
 * @param {unknown} root
 * @param {(value: any) => boolean} isCulprit
 */
function pathOfCulprit(root, isCulprit) {
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

/**
 * Whether structured clone refuses it everywhere.
 * @param {unknown} value
 */
function isUncloneable(value) {
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

module.exports = { isUncloneable, pathOfCulprit };
