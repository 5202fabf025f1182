'use strict';

const { TaskDataError } = require('../pool/errors.js');
const { INIT, RUN } = require('./messages.js');

/** What users call the parts of a message that are theirs, by the message and the index. */
const NAMES = { [`${INIT}[2]`]: 'workerData', [`${RUN}[3]`]: 'args' };

/**
 * The error for a message that cannot be sent, told in the words of who made its parts: `args[0].onDone`.
 * @param {any} error
 * @param {unknown[]} message
 */
function withNamedPath(error, [tag]) {
  if (!(error instanceof TaskDataError)) return error;
  const path = /** @type {{ path?: string }} */ (error).path ?? '';
  const named = path.replace(/^\[\d+\]/, (step) => /** @type {any} */ (NAMES)[`${tag}${step}`] ?? 'value');
  error.message = error.message.replace(`(at ${path})`, `(at ${named})`);
  return Object.assign(error, { path: path === '' ? undefined : named });
}

module.exports = { withNamedPath };
