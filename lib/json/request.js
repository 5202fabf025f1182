'use strict';

const { invalidType, invalidValue, outOfRange } = require('../errors.js');
const { jobOptions, optionsOf } = require('../options.js');

const DEFAULT_MAX_SLICE = 5;

/**
 * The checked options of `parseJson`.
 * @param {any} options
 */
function parseOptions(options) {
  const given = optionsOf(options);
  const { reviver } = given;
  if (reviver !== undefined && typeof reviver !== 'function') {
    throw invalidType('options.reviver', 'of type function', reviver);
  }
  return {
    ...jobOptions(given),
    reviver,
    maxSlice: maxSliceOf(given.maxSlice),
    pointer: tokensOf(given.pointer),
  };
}

/**
 * @param {any} milliseconds
 * @returns {number}
 */
function maxSliceOf(milliseconds = DEFAULT_MAX_SLICE) {
  if (typeof milliseconds !== 'number') throw invalidType('options.maxSlice', 'of type number', milliseconds);
  if (!(milliseconds >= 0)) throw outOfRange('options.maxSlice', '>= 0', milliseconds);
  return milliseconds;
}

/**
 * The tokens of a JSON Pointer (RFC 6901).
 * @param {any} pointer
 * @returns {string[]}
 */
function tokensOf(pointer = '') {
  if (typeof pointer !== 'string') throw invalidType('options.pointer', 'of type string', pointer);
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    throw invalidValue('options.pointer', 'must be a JSON Pointer (RFC 6901)', pointer);
  }
  const plain = (/** @type {string} */ token) => token.replaceAll('~1', '/').replaceAll('~0', '~');
  return pointer.slice(1).split('/').map(plain);
}

module.exports = { parseOptions, maxSliceOf };
