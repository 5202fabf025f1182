'use strict';

const { RUNTIME } = require('../../../runtime.js');
const { TaskDataError } = require('../../errors.js');
const { describe } = require('../describe-error.js');
const { UNREAD } = require('../messages.js');
const { deserialize } = require('./deserialize.js');
const { createValueReader } = require('./value-reader.js');

/**
 * V8's tags of arrays, of which it may write a message by either. The length follows, and the elements, those of a sparse one
 * each after its index.
 */
const [DENSE_ARRAY, SPARSE_ARRAY] = Buffer.from('Aa');

/**
 * The message of an end that is trusted; or, where V8 wrote a part of it that it cannot read, one that says so.
 * @param {import('./inbox.js').Received} received
 * @returns {unknown}
 * @throws {ProtocolError} when the bytes do not even begin as a message does
 */
function readOrReport(received) {
  try {
    return deserialize(received);
  } catch (/** @type {any} */ error) {
    const beginning = beginningOf(received);
    if (beginning === undefined) throw error;
    return [UNREAD, ...beginning, describe(unread(error.cause))];
  }
}

/**
 * The tag and the id of a message with a later part that is nested too deep for the stack, or of a kind that V8 reads nowhere
 * else. Undefined where these cannot be read either.
 * @param {import('./inbox.js').Received} message
 * @returns {[string, unknown] | undefined}
 */
function beginningOf({ body, attachments }) {
  if (RUNTIME === 'bun') return undefined;
  const reader = createValueReader(body, attachments);
  try {
    reader.readHeader();
    const [form] = reader.readRawBytes(1);
    if (form !== DENSE_ARRAY && form !== SPARSE_ARRAY) return undefined;
    reader.readUint32();
    const element = () => {
      if (form === SPARSE_ARRAY) reader.readValue();
      return reader.readValue();
    };
    const tag = element();
    return typeof tag === 'string' ? [tag, element()] : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Error} cause */
function unread({ message }) {
  const reason = `The value could be serialized, but not read: ${message}`;
  return new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', reason);
}

module.exports = { readOrReport };
