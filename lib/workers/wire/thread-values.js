'use strict';

const { types } = require('node:util');
const { TaskDataError } = require('../errors.js');
const { isUncloneable, withPath } = require('./culprit.js');
const { checkTransferList } = require('./transfer-list.js');
const { describe } = require('./describe-error.js');
const { rebuild } = require('./rebuild-error.js');

/**
 * Structured clone turns Buffers into Uint8Arrays, and drops most of an error. So a message is sent with a list of the
 * Buffers and errors in it: a clone keeps identities, so that the receiver can restore them.
 * @typedef {{ message: unknown[], isList?: boolean, buffers?: Uint8Array[], errors?: [Error, unknown][] }} Packed
 */

/**
 * @param {unknown[]} message
 * @param {(object: object) => void} [check] called with each object in the message
 * @returns {Packed}
 */
function pack(message, check) {
  if (message.every(isPrimitive)) return { message };
  /** @type {Uint8Array[]} */
  const buffers = [];
  /** @type {[Error, unknown][]} */
  const errors = [];
  for (const object of objectsIn(message)) {
    check?.(object);
    if (Buffer.isBuffer(object)) buffers.push(object);
    else if (types.isNativeError(object)) errors.push([object, describe(object)]);
  }
  return { message, ...(buffers.length > 0 && { buffers }), ...(errors.length > 0 && { errors }) };
}

/** @param {unknown} value */
function isPrimitive(value) {
  return typeof value !== 'object' || value === null;
}

/**
 * @param {Packed} packed
 * @returns {any[]}
 */
function unpack({ message, buffers = [], errors = [] }) {
  for (const buffer of buffers) Object.setPrototypeOf(buffer, Buffer.prototype);
  restoreErrors(errors, rebuild);
  return message;
}

/**
 * Restores what structured clone leaves out of errors: class, code, own properties, cause.
 * @param {[Error, unknown][]} errors with their descriptions
 * @param {(description: unknown) => unknown} rebuildError
 */
function restoreErrors(errors, rebuildError) {
  for (const [error, description] of errors) {
    const rebuilt = rebuildError(description);
    if (types.isNativeError(error) && rebuilt instanceof Error) become(error, rebuilt);
  }
}

/**
 * Gives a cloned error the class and properties of the original. Only the engine makes a DOMException: where V8 has made an
 * Error of one, it stays that, with what a DOMException has by its prototype.
 * @param {Error} clone
 * @param {Error} rebuilt
 */
function become(clone, rebuilt) {
  const isMade = clone instanceof DOMException;
  if (rebuilt instanceof DOMException && !isMade) {
    const { name, message, code } = rebuilt;
    for (const [key, value] of Object.entries({ name, message, code }))
      Object.defineProperty(clone, key, { value, writable: true, configurable: true });
  } else {
    Object.setPrototypeOf(clone, Object.getPrototypeOf(rebuilt));
  }
  Object.defineProperties(clone, Object.getOwnPropertyDescriptors(rebuilt));
}

/**
 * Every object that the clone of a message will have, once.
 * @param {unknown} message
 * @returns {Set<object>}
 */
function objectsIn(message) {
  /** @type {Set<object>} */
  const found = new Set();
  add(found, message);
  // The iteration of a Set includes what is added meanwhile.
  for (const object of found) {
    if (ArrayBuffer.isView(object) || types.isAnyArrayBuffer(object) || types.isNativeError(object)) continue;
    if (types.isMap(object)) for (const pair of object) pair.forEach((item) => add(found, item));
    else if (types.isSet(object)) object.forEach((item) => add(found, item));
    else if (Array.isArray(object)) object.forEach((item) => add(found, item));
    else for (const key in object) add(found, /** @type {any} */ (object)[key]);
  }
  return found;
}

/**
 * @param {Set<object>} found
 * @param {unknown} value
 */
function add(found, value) {
  if (typeof value === 'object' && value !== null) found.add(value);
}

/**
 * Posts messages together.
 * @param {any} port
 * @param {import('./held-messages.js').Batch} batch
 */
function postAll(port, { messages, buffers, memory }) {
  port.postMessage({ message: messages, isList: true, ...(buffers.length > 0 && { buffers }) }, memory);
}

/**
 * Calls back with each message of what was posted.
 * @param {Packed} packed
 * @param {(message: any[]) => void} receive
 */
function receiveAll(packed, receive) {
  const message = unpack(packed);
  if (packed.isList) message.forEach((each) => receive(each));
  else receive(message);
}

/**
 * Posts a message between a pool and a worker thread.
 * @param {any} port
 * @param {unknown[]} message
 * @param {readonly any[]} [transfer]
 * @throws {TaskDataError} for what cannot be sent, with its path
 */
function post(port, message, transfer = []) {
  checkTransferList(transfer);
  try {
    port.postMessage(pack(message), transfer);
  } catch (/** @type {any} */ cause) {
    const error = new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', `${cause?.message ?? cause}`, { cause });
    throw withPath(error, message, isUncloneable);
  }
}

module.exports = { pack, post, postAll, receiveAll, restoreErrors, unpack };
