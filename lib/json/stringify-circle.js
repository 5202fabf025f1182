'use strict';

const { isProxy } = require('node:util').types;

/** The number of lines that are shown before the lines in the middle are left out. */
const SHOWN = 2;

/**
 * The error for a value that contains itself, in V8's words.
 * @param {{ source: any, keys?: string[], index: number }[]} circle from the value to where it comes again
 */
function circularError(circle) {
  const links = circle.slice(0, -1).map((frame, level) => {
    return `|     ${keyOf(frame)} -> object with constructor ${quoted(circle[level + 1].source)}`;
  });
  const shown = links.length > SHOWN + 1 ? [...links.slice(0, SHOWN), '|     ...', links.at(-1)] : links;
  const lines = [
    'Converting circular structure to JSON',
    `--> starting at object with constructor ${quoted(circle[0].source)}`,
    ...shown,
    `--- ${keyOf(circle[circle.length - 1])} closes the circle`,
  ];
  return new TypeError(lines.join('\n    '));
}

/** @param {{ keys?: string[], index: number }} frame */
function keyOf({ keys, index }) {
  if (keys === undefined) return `index ${index}`;
  return keys[index] === '' ? '<anonymous>' : `property '${keys[index]}'`;
}

/** @param {object} value */
function quoted(value) {
  return `'${constructorName(value)}'`;
}

/**
 * The name of an object's constructor, found without running code of the caller.
 * @param {any} value
 */
function constructorName(value) {
  if (isProxy(value)) return 'Object';
  for (let owner = value; owner !== null && !isProxy(owner); owner = Object.getPrototypeOf(owner)) {
    const tag = dataOf(owner, Symbol.toStringTag);
    if (typeof tag === 'string') return tag;
    const name = dataOf(dataOf(owner, 'constructor'), 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  return 'Object';
}

/**
 * @param {any} owner
 * @param {string | symbol} key
 */
function dataOf(owner, key) {
  const isObject = (typeof owner === 'object' && owner !== null) || typeof owner === 'function';
  if (!isObject || isProxy(owner)) return undefined;
  return Object.getOwnPropertyDescriptor(owner, key)?.value;
}

module.exports = { circularError };
