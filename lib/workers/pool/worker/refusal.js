'use strict';

const { coded } = require('../../../errors.js');
const { TaskDataError, TaskNotFoundError } = require('../../errors.js');

/** Codes of what a worker refuses to send. */
const OF_DATA = ['ERR_TASK_NOT_SERIALIZABLE', 'ERR_TASK_UNSUPPORTED_TRANSFER', 'ERR_TASK_TOO_LARGE'];

/**
 * The error for what this package, not the code of the task, refuses in a worker. It is made here, from
 * its text alone: an error from a sandboxed worker never has a class of the pool.
 * @param {unknown} code
 * @param {any} description the error as the worker describes it
 */
function refusal(code, description) {
  const error = refusalOf(code, description?.message, description);
  if (error !== description)
    Object.defineProperty(error, 'stack', { value: description?.stack, writable: true, configurable: true });
  return error;
}

/**
 * @param {any} code
 * @param {any} message
 * @param {any} description
 */
function refusalOf(code, message, description) {
  if (code === 'ERR_TASK_NOT_FOUND') return new TaskNotFoundError(code, message);
  if (code === 'ERR_INVALID_RETURN_VALUE') return coded(code, message);
  if (!OF_DATA.includes(code)) return description;
  return new TaskDataError(code, message, { cause: description?.cause, path: description?.path });
}

module.exports = { refusal };
