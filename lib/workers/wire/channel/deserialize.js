'use strict';

const { RUNTIME } = require('../../../runtime.js');
const { rebuild } = require('../rebuild-error.js');
const { restoreErrors } = require('../thread-values.js');
const { ProtocolError } = require('./protocol-error.js');
const { readJsc } = require('./jsc-form.js');
const { isShort, readShort } = require('./short-reader.js');
const { createValueReader } = require('./value-reader.js');

/**
 * The value of a message whose sender is trusted. Views and ArrayBuffers over an attachment are over its memory.
 * @param {import('./inbox.js').Received} message
 * @param {(description: unknown) => unknown} [rebuildError] what makes the errors in it
 * @returns {unknown}
 * @throws {ProtocolError} when the bytes are not a serialized value
 */
function deserialize(message, rebuildError = rebuild) {
  const { body, attachments } = message;
  try {
    if (isShort(message)) return readShort(body);
    if (RUNTIME === 'bun') return readJsc(body);
    const reader = createValueReader(body, attachments);
    reader.readHeader();
    const value = reader.readValue();
    restoreErrors(reader.readValue() ?? [], rebuildError);
    return value;
  } catch (/** @type {any} */ error) {
    const fault = new ProtocolError(`a message that cannot be deserialized: ${error.message}`);
    throw Object.assign(fault, { cause: error });
  }
}

module.exports = { deserialize };
