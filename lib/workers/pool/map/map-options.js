'use strict';

const { types } = require('node:util');
const { invalidType } = require('../../../errors.js');
const { array, boolean, integer, oneOf } = require('../../../options.js');
const { callOf } = require('../options/run-options.js');
const { ChunkSize } = require('./chunk-size.js');
const { IterableSource } = require('./iterable-source.js');
const { TypedSource, cutter } = require('./typed-source.js');

const MIB = 1024 * 1024;
/** MiB of a chunk: of what is copied in one turn of the loop, and of anything else. */
const MOST = { copied: 1, other: 8 };
/** MiB that a message of a sandboxed worker may have, unless `limits.messageMb` says otherwise. */
const UNTRUSTED = 1;

/** @typedef {ReturnType<typeof mapCall>} MapCall */

/**
 * A call of `map` or `mapStream`, checked.
 * @param {'WorkerPool#map' | 'WorkerPool#mapStream'} method
 * @param {any[]} args name, items and options
 * @param {import('../options/pool-options.js').PoolSettings} settings
 */
function mapCall(method, [name, items, options], settings) {
  const call = callOf(method, name, [], options, settings);
  if (!isIterable(items)) throw invalidType('items', 'an iterable or asynchronous iterable', items);
  const given = options ?? {};
  const batch = boolean('options.batch', given.batch);
  const settle = oneOf('options.onError', given.onError, ['stop', 'settle']) === 'settle';
  return {
    ...call,
    args: array('options.args', given.args) ?? [],
    items,
    batch,
    settle,
    ordered: given.ordered === undefined || boolean('options.ordered', given.ordered),
    ahead: ahead(given.ahead, settings),
    size: new ChunkSize({
      chunk: chunk(given.chunk),
      bytes: bytes(items, settings),
      isTyped: types.isTypedArray(items),
    }),
  };
}

/** @param {any} items */
function isIterable(items) {
  if (items === undefined || items === null) return false;
  return typeof (items[Symbol.asyncIterator] ?? items[Symbol.iterator]) === 'function';
}

/** @param {any} value */
function chunk(value) {
  return value === 'auto' ? undefined : integer('options.chunk', value, 1, Number.MAX_SAFE_INTEGER);
}

/**
 * The number of chunks with which each worker has its next while the pool takes the results of the one before.
 * @param {unknown} value
 * @param {import('../options/pool-options.js').PoolSettings} settings
 */
function ahead(value, { maxWorkers, concurrency }) {
  return integer('options.ahead', value, 1, Number.MAX_SAFE_INTEGER) ?? 2 * maxWorkers * concurrency;
}

/**
 * The most bytes of a chunk: half of a message leaves room for what was estimated too low.
 * @param {any} items
 * @param {import('../options/pool-options.js').PoolSettings} settings
 */
function bytes(items, { isolation, limits, sandbox }) {
  if (types.isTypedArray(items) && isolation === 'thread' && types.isSharedArrayBuffer(items.buffer))
    return Infinity;
  const most = types.isTypedArray(items) ? MOST.copied : MOST.other;
  const message = limits.messageMb ?? (sandbox === undefined ? Infinity : UNTRUSTED);
  return Math.min(most, message / 2) * MIB;
}

/**
 * The items of a call, as its chunks take them. It begins to read an iterable.
 * @param {MapCall} call
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @returns {import('./typed-source.js').Source}
 */
function sourceOf({ items, options }, { isolation }) {
  if (!types.isTypedArray(items)) return new IterableSource(items);
  return new TypedSource(items, cutter({ isThread: isolation === 'thread', mayMove: options.retries === 0 }));
}

module.exports = { mapCall, sourceOf };
