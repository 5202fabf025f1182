'use strict';

const zlib = require('node:zlib');
const { classOver } = require('./classes.js');
const { checkedCrc32, checkedSync } = require('./detached.js');
const { withEngine, withEngineSync } = require('./engines.js');
const { functionOver } = require('./functions.js');
const { KINDS } = require('./kinds.js');

/** What replaces exports of node:zlib, by name. @type {Record<string, unknown>} */
const ours = {};

for (const kind of KINDS) {
  const Stream = classOver(kind);
  ours[kind.name] = Stream;
  ours[kind.call] = withEngine(functionOver(kind), Stream);
  ours[`${kind.call}Sync`] = withEngineSync(
    checkedSync(/** @type {any} */ (zlib)[`${kind.call}Sync`]),
    Stream,
  );
  ours[kind.create] = makerOf(Stream, /** @type {any} */ (zlib)[kind.create]);
}

// Since Node 20.15 and 22.2.
if (zlib.crc32 !== undefined) ours.crc32 = checkedCrc32(zlib.crc32);

/** Every export of node:zlib, with the same enumerable, writable and configurable attributes. */
const descriptors = Object.entries(Object.getOwnPropertyDescriptors(zlib)).map(([name, descriptor]) => {
  return [name, name in ours ? { ...descriptor, value: ours[name] } : descriptor];
});

/**
 * What makes a stream. As node's, it can be called with `new`.
 * @param {any} Stream
 * @param {Function} nodes
 */
function makerOf(Stream, nodes) {
  /** @param {any} options */
  function make(options) {
    return new Stream(options);
  }
  return Object.defineProperty(make, 'name', { value: nodes.name, configurable: true });
}

module.exports = /** @type {typeof import('node:zlib')} */ (
  Object.defineProperties({}, Object.fromEntries(descriptors))
);
