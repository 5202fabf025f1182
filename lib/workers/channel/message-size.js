'use strict';

const { TaskDataError } = require('../errors.js');
const { MAX_ATTACHED, MAX_ATTACHMENTS } = require('./limits.js');

/**
 * What one message may have, in bytes: in its serialized value, and in its large buffers together.
 * @typedef {{ message: number, attached: number }} MessageLimits
 */

/**
 * Between ends that trust each other large buffers have a bound of their own: they are only copied.
 * @param {number} maxMessage
 * @param {boolean} trusted
 * @returns {MessageLimits}
 */
function limitsOf(maxMessage, trusted) {
  return { message: maxMessage, attached: trusted ? MAX_ATTACHED : maxMessage };
}

/**
 * @param {number} body
 * @param {number[]} attached
 * @param {MessageLimits} limits
 * @throws {TaskDataError} ERR_TASK_TOO_LARGE
 */
function checkSize(body, attached, limits) {
  if (body > limits.message) throw tooLarge('values', body, limits.message);
  const sum = sumOf(attached);
  if (sum > limits.attached) throw tooLarge('buffers', sum, limits.attached);
  if (attached.length > MAX_ATTACHMENTS) throw tooLarge('buffers', sum, MAX_ATTACHED);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 */
function tooLarge(what, bytes, limit) {
  const message = `The message has ${bytes} bytes of ${what}, and ${limit} are allowed`;
  return new TaskDataError('ERR_TASK_TOO_LARGE', message);
}

/** @param {number[]} numbers */
function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

module.exports = { checkSize, limitsOf, sumOf };
