'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { callback, jobOptions, optionsOf } = require('../options.js');
const { maxSliceOf } = require('./time-slice.js');

/**
 * The checked options of `parseJson`.
 * @param {any} options
 */
function parseOptions(options) {
  const given = optionsOf('parseJson', options);
  const reviver = callback('options.reviver', given.reviver);
  return {
    ...jobOptions(given),
    reviver,
    maxSlice: maxSliceOf(given.maxSlice),
    pointer: tokensOf(given.pointer),
  };
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

module.exports = { parseOptions, tokensOf };
