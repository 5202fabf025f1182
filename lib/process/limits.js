'use strict';

const { coded } = require('../errors.js');
const { MAX_DELAY, copyOf, integer, object, refuseUnknown } = require('../options.js');

/** The most MiB whose bytes a double counts exactly. */
const MAX_MIB = 2 ** 33;

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
  cpuMs: [1, MAX_DELAY],
  timeoutMs: [1, MAX_DELAY],
  openFiles: [16, 2 ** 20],
  fileSizeMb: [0, MAX_MIB],
  outputMb: [1, MAX_MIB],
  messageMb: [1, 1024],
  processes: [1, 2 ** 22],
};

/** Processes and threads of a tree in a sandbox without `limits.processes`; and those that can be looked at in any. */
const MAX_PROCESSES = 1024;

/**
 * The limits that end a process, by the reason in its exit record.
 * @type {Record<'memory' | 'cpu' | 'time' | 'processes' | 'output', { code: string, limit: keyof Limits, unit: string, of: string }>}
 */
const EXCEEDED = {
  memory: { code: 'ERR_WORKER_MEMORY_LIMIT', limit: 'memoryMb', unit: 'MiB', of: 'memory' },
  cpu: { code: 'ERR_WORKER_CPU_LIMIT', limit: 'cpuMs', unit: 'ms', of: 'processor time' },
  time: { code: 'ERR_WORKER_TIME_LIMIT', limit: 'timeoutMs', unit: 'ms', of: 'time' },
  processes: {
    code: 'ERR_WORKER_PROCESSES_LIMIT',
    limit: 'processes',
    unit: '',
    of: 'processes and threads',
  },
  output: { code: 'ERR_WORKER_OUTPUT_LIMIT', limit: 'outputMb', unit: 'MiB', of: 'output' },
};

/**
 * The limits of a call, checked.
 * @param {'execFile.limits' | 'WorkerPool.limits' | 'supervise.limits' | 'probe.limits'} call
 * @param {any} limits
 * @returns {Limits}
 */
function limitsOf(call, limits) {
  if (limits === undefined) return {};
  refuseUnknown(call, object('options.limits', limits));
  const checked = /** @type {Limits} */ (copyOf(call, limits));
  for (const limit of /** @type {(keyof Limits)[]} */ (Object.keys(checked))) {
    const [min, max] = BOUNDS[limit];
    integer(`options.limits.${limit}`, checked[limit], min, max);
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
  const most = [limits[limit] ?? MAX_PROCESSES, unit].join(' ').trim();
  return coded(code, `The process exceeded limits.${limit}: ${most} of ${of}`);
}

module.exports = { BOUNDS, EXCEEDED, MAX_PROCESSES, limitError, limitsOf };
