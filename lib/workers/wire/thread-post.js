'use strict';

const { TaskDataError } = require('../pool/errors.js');
const { isUncloneable, pathOfCulprit } = require('./unserializable.js');
const { pack } = require('./thread-values.js');

/**
 * Posts a message between a pool and a worker thread. Throws a TaskDataError for what cannot be sent.
 * @param {any} port
 * @param {unknown[]} message
 * @param {readonly any[]} [transfer]
 */
function post(port, message, transfer = []) {
  try {
    port.postMessage(pack(message), transfer);
  } catch (cause) {
    throw notSerializable(message, cause);
  }
}

/**
 * @param {unknown[]} message
 * @param {any} cause
 */
function notSerializable(message, cause) {
  const path = pathOfCulprit(message, isUncloneable);
  const where = path === undefined ? '' : ` (at ${path})`;
  return new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', `${cause?.message ?? cause}${where}`, {
    cause,
    path,
  });
}

module.exports = { post };
