'use strict';

const zlib = require('node:zlib');
const ours = require('../zlib/index.js');

/** What `instanceof` does for every function that says nothing else. */
const isInstance = Function.prototype[Symbol.hasInstance];

/**
 * Puts the classes, streams and functions with callbacks of `offloop/zlib` in the place of node:zlib's. The synchronous ones
 * stay node's own.
 * @returns {import('./replace.js').Tally[]}
 */
function replaceZlib() {
  const replaced = [];
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(ours))) {
    const before = Object.getOwnPropertyDescriptor(zlib, name);
    if (value === before?.value || name.endsWith('Sync') || name === 'crc32') continue;
    Object.defineProperty(zlib, name, { ...before, value });
    if (/^[A-Z]/.test(name)) takeForInstances(value, before?.value);
    replaced.push({ name: `zlib.${name}` });
  }
  return replaced;
}

/**
 * Has instances of node's own class be instances of the one in its place: node's synchronous functions give them, with `info`.
 * @param {Function} replacing
 * @param {Function | undefined} nodes undefined where this version of node has no such class
 */
function takeForInstances(replacing, nodes) {
  if (nodes === undefined) return;
  Object.defineProperty(replacing, Symbol.hasInstance, {
    /** @this {Function} @param {unknown} value */
    value(value) {
      return isInstance.call(this, value) || (this === replacing && isInstance.call(nodes, value));
    },
    configurable: true,
  });
}

module.exports = { replaceZlib };
