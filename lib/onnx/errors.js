'use strict';

const { coded } = require('../errors.js');
const { TaskDataError, WorkerStartError } = require('../workers/errors.js');

/**
 * An error of the worker's as one of this process.
 * @param {any} error
 * @param {string} file the model's
 */
function fromWorker(error, file) {
  if (error instanceof WorkerStartError && /** @type {any} */ (error.cause)?.code === 'ERR_MODEL_INVALID')
    return invalidModel(/** @type {any} */ (error.cause).message, file);
  if (error?.code === 'ERR_MODEL_RUN') return coded('ERR_MODEL_RUN', String(error.message));
  // A worker has no codes of the pool's.
  if (error?.code === 'OUTPUT_TOO_LARGE')
    return new TaskDataError('ERR_TASK_TOO_LARGE', String(error.message));
  return error;
}

/**
 * @param {string} reason the runtime's own message, or ours
 * @param {string} file
 */
function invalidModel(reason, file) {
  return coded('ERR_MODEL_INVALID', `The model '${file}' cannot be loaded: ${reason}`, { path: file });
}

module.exports = { fromWorker, invalidModel };
