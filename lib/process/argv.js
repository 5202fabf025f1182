'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { eachOf } = require('../options.js');

/**
 * Text that the system can take: it ends every string at its first null byte.
 * @param {string} name of the argument or option
 * @param {unknown} value
 */
function textOf(name, value) {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
  if (value.includes('\0')) throw invalidValue(name, 'must be a string without null bytes', value);
  return value;
}

/**
 * A copy of the arguments for a process.
 * @param {string} name of the argument or option
 * @param {unknown} args
 * @returns {string[]}
 */
function argvOf(name, args) {
  if (!Array.isArray(args)) throw invalidType(name, 'an instance of Array', args);
  return eachOf(name, args, textOf);
}

module.exports = { argvOf, textOf };
