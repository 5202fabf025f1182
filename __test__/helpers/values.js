'use strict';

/**
 * A value of which the types say that it may be missing, and the test knows that it is there.
 * @template T
 * @param {T} value
 * @returns {NonNullable<T>}
 */
function present(value) {
  if (value === null || value === undefined) throw new TypeError(`expected a value, received ${value}`);
  return value;
}

/**
 * A value that the types refuse, for a test of what the call makes of it.
 * @param {unknown} value
 * @returns {any}
 */
const wrong = (value) => value;

module.exports = { present, wrong };
