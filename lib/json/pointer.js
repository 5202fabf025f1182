'use strict';

const { invalidType, invalidValue } = require('../errors.js');

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

module.exports = { tokensOf };
