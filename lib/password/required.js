'use strict';

const { invalidType } = require('../errors.js');
const { integer } = require('../options.js');

const MAX_LENGTH = 2 ** 31 - 1;

/**
 * An integer that must be given.
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
  return requiredInteger('keylen', keylen, 0, MAX_LENGTH);
}

module.exports = { keyLengthOf, requiredInteger };
