'use strict';

const { invalidType } = require('../../errors.js');
const { current } = require('./current-task.js');

/** Marks a value with the list of what in it is to be moved; the same in every copy of this package. */
const LIST = Symbol.for('offloop.transfer');

/**
 * A value to return, yield or emit, that takes what is listed with it instead of copying it. Outside a worker, the
 * value.
 * @param {unknown} value
 * @param {any} list
 */
function transfer(value, list) {
  if (!Array.isArray(list)) throw invalidType('list', 'an instance of Array', list);
  return current() === undefined ? value : { [LIST]: list, value };
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

module.exports = { transfer, unwrap };
