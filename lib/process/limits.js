'use strict';

const { integer } = require('../options.js');
const { invalidType, invalidValue } = require('../errors.js');

/** Bytes that a double counts exactly, in MiB. */
const MOST_MIB = 2 ** 33;
const MOST_MS = 2 ** 31 - 1;

/**
 * @typedef {object} Limits
 * @property {number} [memoryMb] MiB of memory in use, of the child and its descendants together
 * @property {number} [cpuMs] milliseconds of processor time, of the child and its descendants together
 * @property {number} [timeoutMs] milliseconds from its start
 * @property {number} [openFiles] descriptors, in each process
 * @property {number} [fileSizeMb] MiB of the largest file that can be written
 * @property {number} [outputMb] MiB of output on stdout and stderr together
 * @property {number} [messageMb] MiB of one message
 * @property {number} [processes] processes and threads
 */

/**
 * Each limit with its smallest and its largest value.
 * @type {Record<keyof Limits, [number, number]>}
 */
const BOUNDS = {
  memoryMb: [1, MOST_MIB],
  cpuMs: [1, MOST_MS],
  timeoutMs: [1, MOST_MS],
  openFiles: [16, 2 ** 20],
  fileSizeMb: [0, MOST_MIB],
  outputMb: [1, MOST_MIB],
  messageMb: [1, 1024],
  processes: [1, 2 ** 22],
};

/**
 * The limits of a call.
 * @param {any} limits
 * @param {(keyof Limits)[]} possible which of them the call has
 * @returns {Limits}
 */
function limitsOf(limits, possible) {
  if (limits === undefined) return {};
  if (limits === null || typeof limits !== 'object')
    throw invalidType('options.limits', 'of type object', limits);
  /** @type {Limits} */
  const checked = {};
  for (const [name, value] of Object.entries(limits)) {
    const limit = /** @type {keyof Limits} */ (name);
    if (!possible.includes(limit))
      throw invalidValue(`options.limits.${name}`, `is none of ${possible.join(', ')}`, value);
    const [least, most] = BOUNDS[limit];
    checked[limit] = integer(`options.limits.${name}`, value, least, most);
  }
  return checked;
}

module.exports = { limitsOf };
