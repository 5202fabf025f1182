'use strict';

const { types } = require('node:util');
const { Serializer } = require('node:v8');
const { TaskDataError } = require('../../errors.js');
const { RUNTIME } = require('../../../runtime.js');
const { describe } = require('../describe-error.js');
const { writeJsc } = require('./jsc-form.js');
const { LARGE } = require('./limits.js');
const { writeShort } = require('./short-writer.js');
const { findAttachments } = require('./find-attachments.js');
const { VIEWS, isGone, kindOf } = require('./views.js');
const { isBoundToProcess, withPath } = require('../culprit.js');

/**
 * A serialized value, with its large buffers beside it.
 * @typedef {{ body: Buffer, attachments: Uint8Array[] }} Serialized
 */

/** Writes views itself, large ones as the number of an attachment; the rest is V8's format. */
class ValueWriter extends Serializer {
  /** @type {Uint8Array[]} */
  attachments = [];

  constructor() {
    super();
    /** @type {any} */ (this)._setTreatArrayBufferViewsAsHostObjects(true);
  }

  /**
   * Makes an attachment of this buffer, instead of writing it.
   * @param {ArrayBuffer} buffer
   */
  attach(buffer) {
    this.transferArrayBuffer(this.attachments.length, buffer);
    this.attachments.push(new Uint8Array(buffer));
  }

  /** @param {object} object */
  _writeHostObject(object) {
    if (!ArrayBuffer.isView(object)) throw this.#refusal(object);
    if (types.isSharedArrayBuffer(object.buffer)) throw unsupported('A SharedArrayBuffer');
    if (isGone(object)) {
      throw this._getDataCloneError(
        `The memory of a ${object.constructor.name} was transferred, or made smaller than the view of it.`,
      );
    }
    const bytes = new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
    const kind = kindOf(object);
    if (bytes.byteLength > LARGE) {
      this.writeUint32(VIEWS.length + kind);
      this.writeUint32(this.attachments.length);
      this.attachments.push(bytes);
    } else {
      this.writeUint32(kind);
      this.writeUint32(bytes.byteLength);
      this.writeRawBytes(bytes);
    }
  }

  /** @param {object} object */
  #refusal(object) {
    if (object instanceof MessagePort) return unsupported('A MessagePort');
    return this._getDataCloneError(`#<${object.constructor?.name ?? 'Object'}> could not be cloned.`);
  }

  _getSharedArrayBufferId() {
    throw unsupported('A SharedArrayBuffer');
  }

  /** @param {string} message V8's */
  _getDataCloneError(message) {
    return new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', message);
  }
}

/** @param {string} what */
function unsupported(what) {
  const message = `${what} cannot be shared with another process; with isolation: 'thread' it can`;
  return new TaskDataError('ERR_TASK_UNSUPPORTED_TRANSFER', message);
}

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
  const writer = new ValueWriter();
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

module.exports = { serialize, unsupported };
