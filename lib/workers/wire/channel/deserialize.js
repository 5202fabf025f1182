'use strict';

const { Deserializer } = require('node:v8');
const { RUNTIME } = require('../../../runtime.js');
const { rebuild } = require('../rebuild-error.js');
const { restoreErrors } = require('../thread-values.js');
const { ProtocolError } = require('./protocol-error.js');
const { readJsc } = require('./jsc-form.js');
const { isShort, readShort } = require('./short-reader.js');
const { VIEWS, copyOf, viewOf } = require('./views.js');

/** Reads what the ValueWriter of serialize.js wrote. */
class ValueReader extends Deserializer {
  #attachments;

  /**
   * @param {Buffer} body
   * @param {ArrayBuffer[]} attachments
   */
  constructor(body, attachments) {
    super(body);
    this.#attachments = attachments;
    attachments.forEach((buffer, index) => this.transferArrayBuffer(index, buffer));
  }

  _readHostObject() {
    const kind = this.readUint32();
    if (kind >= VIEWS.length) return viewOf(kind - VIEWS.length, this.#attachments[this.readUint32()]);
    const bytes = this.readRawBytes(this.readUint32());
    // A copy: a view of these bytes would keep the whole message in memory, and give access to it.
    return copyOf(kind, bytes);
  }
}

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
    const reader = new ValueReader(body, attachments);
    reader.readHeader();
    const value = reader.readValue();
    restoreErrors(reader.readValue() ?? [], rebuildError);
    return value;
  } catch (error) {
    throw new ProtocolError(`a message that cannot be deserialized: ${/** @type {Error} */ (error).message}`);
  }
}

module.exports = { deserialize };
