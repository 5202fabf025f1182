'use strict';

const { integer } = require('../options.js');
const { coded, invalidType, invalidValue } = require('../errors.js');

/** The most MiB whose bytes a double counts exactly. */
const MAX_MIB = 2 ** 33;
/** The longest time that a timer of node's can have. */
const MAX_MS = 2 ** 31 - 1;

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
  memoryMb: [1, MAX_MIB],
  cpuMs: [1, MAX_MS],
  timeoutMs: [1, MAX_MS],
  openFiles: [16, 2 ** 20],
  fileSizeMb: [0, MAX_MIB],
  outputMb: [1, MAX_MIB],
  messageMb: [1, 1024],
  processes: [1, 2 ** 22],
};

/** The limits that a worker can have. */
const WORKER_LIMITS = /** @type {(keyof Limits)[]} */ (Object.keys(BOUNDS));

/** The limits that a command can have: it sends no messages. */
const COMMAND_LIMITS = WORKER_LIMITS.filter((name) => name !== 'messageMb');

/**
 * The limits that end a process, by the reason in its exit record.
 * @type {Record<'memory' | 'cpu' | 'time' | 'output', { code: string, limit: keyof Limits, unit: string, of: string }>}
 */
const EXCEEDED = {
  memory: { code: 'ERR_WORKER_MEMORY_LIMIT', limit: 'memoryMb', unit: 'MiB', of: 'memory' },
  cpu: { code: 'ERR_WORKER_CPU_LIMIT', limit: 'cpuMs', unit: 'ms', of: 'processor time' },
  time: { code: 'ERR_WORKER_TIME_LIMIT', limit: 'timeoutMs', unit: 'ms', of: 'time' },
  output: { code: 'ERR_WORKER_OUTPUT_LIMIT', limit: 'outputMb', unit: 'MiB', of: 'output' },
};

/**
 * The limits of a call, checked.
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
    if (!possible.includes(limit)) {
      throw invalidValue(
        `options.limits.${name}`,
        `is unknown; the limits are ${possible.join(', ')}`,
        value,
      );
    }
    const [min, max] = BOUNDS[limit];
    checked[limit] = integer(`options.limits.${name}`, value, min, max);
  }
  return checked;
}

/**
 * The error for a process that was ended because of a limit.
 * @param {keyof typeof EXCEEDED} reason
 * @param {Limits} limits
 */
function limitError(reason, limits) {
  const { code, limit, unit, of } = EXCEEDED[reason];
  return coded(code, `The process exceeded limits.${limit}: ${limits[limit]} ${unit} of ${of}`);
}

module.exports = { COMMAND_LIMITS, EXCEEDED, MAX_MS, WORKER_LIMITS, limitError, limitsOf };
