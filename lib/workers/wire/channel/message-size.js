'use strict';

const { TaskDataError } = require('../../pool/errors.js');
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
 * Refuses here what the other end would refuse.
 * @param {import('./serialize.js').Serialized} message
 * @param {MessageLimits} limits
 * @throws {TaskDataError} ERR_TASK_TOO_LARGE
 */
function checkSize({ body, attachments }, limits) {
  if (body.length > limits.message) throw tooLarge('values', body.length, limits.message);
  const sum = sumOf(attachments.map((part) => part.byteLength));
  if (sum > limits.attached) throw tooLarge('buffers', sum, limits.attached);
  if (attachments.length > MAX_ATTACHMENTS) throw tooLarge('buffers', sum, MAX_ATTACHED);
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
