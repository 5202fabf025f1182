'use strict';

const { coded } = require('../errors.js');

/**
 * What each limit is called, and the code of the error for what exceeded it.
 * @type {Record<string, { code: string, limit: keyof import('./limits.js').Limits, unit: string, of: string }>}
 */
const LIMITS = {
  memory: { code: 'ERR_WORKER_MEMORY_LIMIT', limit: 'memoryMb', unit: 'MiB', of: 'memory' },
  cpu: { code: 'ERR_WORKER_CPU_LIMIT', limit: 'cpuMs', unit: 'ms', of: 'processor time' },
  time: { code: 'ERR_WORKER_TIME_LIMIT', limit: 'timeoutMs', unit: 'ms', of: 'time' },
  output: { code: 'ERR_WORKER_OUTPUT_LIMIT', limit: 'outputMb', unit: 'MiB', of: 'output' },
};

/**
 * The error for a process that was ended because of a limit.
 * @param {'memory' | 'cpu' | 'time' | 'output'} reason
 * @param {import('./limits.js').Limits} limits
 */
function limitError(reason, limits) {
  const { code, limit, unit, of } = LIMITS[reason];
  return coded(code, `The process exceeded limits.${limit}: ${limits[limit]} ${unit} of ${of}`);
}

module.exports = { LIMITS, limitError };
