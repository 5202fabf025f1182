'use strict';

const { invalidType } = require('../errors.js');
const { integer } = require('../options.js');

/** node:crypto's limit for numbers of iterations and lengths of keys. */
const MAX_INT32 = 2 ** 31 - 1;

/**
 * An integer that is not optional.
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @param {number} max
 * @returns {number}
 */
function requiredInteger(name, value, min, max) {
  const number = integer(name, value, min, max);
  if (number === undefined) throw invalidType(name, 'of type number', value);
  return number;
}

/** @param {unknown} keylen */
function keyLengthOf(keylen) {
  return requiredInteger('keylen', keylen, 0, MAX_INT32);
}

module.exports = { MAX_INT32, keyLengthOf, requiredInteger };
