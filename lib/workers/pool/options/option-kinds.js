'use strict';

const { invalidType, invalidValue } = require('../../../errors.js');
const { integer } = require('../../../options.js');

/** The longest time that a timer of Node's can wait, in milliseconds. */
const MAX_DELAY = 2 ** 31 - 1;

/**
 * A time in milliseconds.
 * @param {string} name
 * @param {unknown} value
 * @returns {number | undefined} Infinity for one, an integer, or undefined when none was given
 */
function duration(name, value) {
  return value === Infinity ? Infinity : integer(name, value, 0, MAX_DELAY);
}

/**
 * @template {string} T
 * @param {string} name
 * @param {any} value
 * @param {T[]} choices
 * @returns {T | undefined}
 */
function oneOf(name, value, choices) {
  if (value === undefined || choices.includes(value)) return value;
  throw invalidValue(name, `must be one of: ${choices.map((choice) => `'${choice}'`).join(', ')}`, value);
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {string | undefined}
 */
function string(name, value) {
  if (value !== undefined && typeof value !== 'string') throw invalidType(name, 'of type string', value);
  return value;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {Record<string, any> | undefined}
 */
function object(name, value) {
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    throw invalidType(name, 'of type object', value);
  }
  return value;
}

module.exports = { duration, object, oneOf, string };
