'use strict';

// node:zlib takes a view whose memory is gone as an empty one, and for an ArrayBuffer throws without a code. Here all of
// it is ERR_INVALID_STATE, before node:zlib sees it. Other checks of data are node:zlib's.

const { viewOf } = require('../data/bytes.js');

/**
 * Throws where the memory of a dictionary is gone.
 * @param {any} options
 */
function requireDictionary(options) {
  viewOf(options?.dictionary, 'options.dictionary');
}

/**
 * A synchronous function that checks its data and dictionary first.
 * @param {(buffer: any, options: any) => any} call
 */
function checkedSync(call) {
  /** @param {any} buffer @param {any} options */
  return function syncBufferWrapper(buffer, options) {
    viewOf(buffer, 'buffer');
    requireDictionary(options);
    return call(buffer, options);
  };
}

/**
 * node:zlib's `crc32` that checks its data first.
 * @param {(data: any, value?: number) => number} node
 */
function checkedCrc32(node) {
  /** @param {any} data @param {number} [value] */
  return function crc32(data, value = 0) {
    viewOf(data, 'data');
    return node(data, value);
  };
}

module.exports = { checkedCrc32, checkedSync, requireDictionary };
