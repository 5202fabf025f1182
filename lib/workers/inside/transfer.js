'use strict';

/** Marks a value with the list of what in it is to be moved; the same in every copy of this package. */
const LIST = Symbol.for('offloop.transfer');

/**
 * @param {unknown} value
 * @param {readonly any[]} list
 */
function wrap(value, list) {
  return { [LIST]: list, value };
}

/**
 * What to send for what a task returned, yielded or emitted, and what of it to move.
 * @param {any} value
 * @returns {{ value: unknown, list: readonly any[] }}
 */
function unwrap(value) {
  const list = typeof value === 'object' && value !== null ? value[LIST] : undefined;
  return list === undefined ? { value, list: [] } : { value: value.value, list };
}

module.exports = { wrap, unwrap };
