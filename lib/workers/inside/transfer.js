'use strict';

const { invalidType } = require('../../errors.js');
const { current } = require('./current-task.js');

/** The property of a wrapped value that has its transfer list; the same in every copy of this package. */
const LIST = Symbol.for('offloop.transfer');

/**
 * Wraps a value to return, yield or emit, so that what the list names is transferred instead of copied. Outside a worker
 * it gives the value itself.
 * @param {unknown} value
 * @param {any} list
 */
function transfer(value, list) {
  if (!Array.isArray(list)) throw invalidType('list', 'an instance of Array', list);
  return current() === undefined ? value : { [LIST]: list, value };
}

/**
 * The value that a task returned, yielded or emitted, and its transfer list.
 * @param {any} value
 * @returns {{ value: unknown, list: readonly any[] }}
 */
function unwrap(value) {
  const list = typeof value === 'object' && value !== null ? value[LIST] : undefined;
  return list === undefined ? { value, list: [] } : { value: value.value, list };
}

module.exports = { transfer, unwrap };
