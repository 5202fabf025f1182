'use strict';

const { coded } = require('../../../errors.js');
const { TaskDataError, TaskNotFoundError } = require('../../errors.js');

/** Codes of what a worker refuses to send. */
const OF_DATA = ['ERR_TASK_NOT_SERIALIZABLE', 'ERR_TASK_UNSUPPORTED_TRANSFER', 'ERR_TASK_TOO_LARGE'];

/**
 * The error for what this package, not the code of the task, refuses in a worker. It is made here, with no more than the
 * text of what the worker says: an error that a sandboxed worker makes has no class of the pool's.
 * @param {unknown} code
 * @param {any} told what the worker says
 */
function refusal(code, told) {
  const error = refusalOf(code, told?.message, told);
  if (error !== told)
    Object.defineProperty(error, 'stack', { value: told?.stack, writable: true, configurable: true });
  return error;
}

/**
 * @param {any} code
 * @param {any} message
 * @param {any} told
 */
function refusalOf(code, message, told) {
  if (code === 'ERR_TASK_NOT_FOUND') return new TaskNotFoundError(code, message);
  if (code === 'ERR_INVALID_RETURN_VALUE') return coded(code, message);
  if (!OF_DATA.includes(code)) return told;
  return new TaskDataError(code, message, { cause: told?.cause, path: told?.path });
}

module.exports = { refusal };
