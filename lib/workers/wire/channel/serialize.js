'use strict';

const { TaskDataError } = require('../../errors.js');
const { RUNTIME } = require('../../../runtime.js');
const { describe } = require('../describe-error.js');
const { writeJsc } = require('./jsc-form.js');
const { writeShort } = require('./short-writer.js');
const { findAttachments } = require('./find-attachments.js');
const { isBoundToProcess, withPath } = require('../culprit.js');
const { createValueWriter } = require('./value-writer.js');

/**
 * A serialized value, with its large buffers beside it.
 * @typedef {{ body: Buffer, attachments: Uint8Array[] }} Serialized
 */

/**
 * The bytes of what structured clone would copy: in the short form if the value has one, or else in V8's. Attachments are
 * the caller's own memory, not copies.
 * @param {unknown} value
 * @returns {Serialized}
 * @throws {TaskDataError} ERR_TASK_NOT_SERIALIZABLE or ERR_TASK_UNSUPPORTED_TRANSFER, with the `path` of the culprit
 */
function serialize(value) {
  const body = writeShort(value);
  if (body !== undefined) return { body, attachments: [] };
  return RUNTIME === 'bun' ? serializeByJsc(value) : serializeByV8(value);
}

/**
 * @param {unknown} value
 * @returns {Serialized}
 */
function serializeByJsc(value) {
  try {
    return { body: writeJsc(value), attachments: [] };
  } catch (error) {
    throw withPath(error instanceof TaskDataError ? error : notSerializable(error), value, isBoundToProcess);
  }
}

/**
 * The value, followed by what V8's format leaves out of errors in it.
 * @param {unknown} value
 * @returns {Serialized}
 */
function serializeByV8(value) {
  const writer = createValueWriter();
  const { buffers, errors } = findAttachments(value);
  for (const buffer of buffers) writer.attach(buffer);
  try {
    writer.writeHeader();
    writer.writeValue(value);
    // The same writer: an error met again is written as a reference to the first.
    writer.writeValue(errors.length > 0 ? errors.map((error) => [error, describe(error)]) : undefined);
  } catch (error) {
    throw error instanceof TaskDataError ? withPath(error, value, isBoundToProcess) : notSerializable(error);
  }
  return { body: writer.releaseBuffer(), attachments: writer.attachments };
}

/**
 * A getter that throws, a value nested too deep, or no memory for the copy.
 * @param {any} cause
 */
function notSerializable(cause) {
  const message = `The value could not be serialized: ${cause?.message ?? cause}`;
  return new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', message, { cause });
}

module.exports = { serialize };
