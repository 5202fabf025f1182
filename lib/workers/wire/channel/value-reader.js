'use strict';

const { VIEWS, copyOf, viewOf } = require('./views.js');

/**
 * Reads what value-writer.js wrote. The class is made when it is first needed, as that is.
 * @param {typeof import('node:v8')} v8
 */
function defineValueReader({ Deserializer }) {
  return class ValueReader extends Deserializer {
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
  };
}

/** @type {ReturnType<typeof defineValueReader> | undefined} */
let ValueReader;

/**
 * @param {Buffer} body
 * @param {ArrayBuffer[]} attachments
 */
function createValueReader(body, attachments) {
  ValueReader ??= defineValueReader(require('node:v8'));
  return new ValueReader(body, attachments);
}

module.exports = { createValueReader };
