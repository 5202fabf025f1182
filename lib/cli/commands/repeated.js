'use strict';

/**
 * The values of an option that can be given several times.
 * @param {string} value
 * @param {string[]} [before]
 */
function repeated(value, before = []) {
  return [...before, value];
}

module.exports = { repeated };
