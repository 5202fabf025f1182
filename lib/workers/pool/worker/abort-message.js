'use strict';

const { AbortError } = require('../../../errors.js');
const { describe } = require('../../wire/describe-error.js');
const { ABORT } = require('../../wire/messages.js');

/**
 * Asks the code of a task to end. A reason that is larger than a message may be is left out: an HTTP client's error with its
 * configuration and the body may be.
 * @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle of the worker
 * @param {number} id of the task
 * @param {unknown} reason
 */
function postAbort(lifecycle, id, reason) {
  try {
    lifecycle.post([ABORT, id, describe(reason)]);
  } catch {
    lifecycle.post([ABORT, id, describe(new AbortError())]);
  }
}

module.exports = { postAbort };
