'use strict';

const zlib = require('node:zlib');
const ours = require('../zlib/index.js');

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
    replaced.push({ name: `zlib.${name}` });
  }
  return replaced;
}

module.exports = { replaceZlib };
