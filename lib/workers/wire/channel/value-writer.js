'use strict';

const { types } = require('node:util');
const { TaskDataError } = require('../../errors.js');
const { unsupported } = require('../culprit.js');
const { LARGE } = require('./limits.js');
const { VIEWS, isGone, kindOf } = require('./views.js');

/**
 * Writes views itself, large ones as the number of an attachment; the rest is V8's format. The class is made when it is first
 * needed: most messages have the short form, and a worker that starts can do without node:v8.
 * @param {typeof import('node:v8')} v8
 */
function defineValueWriter({ Serializer }) {
  return class ValueWriter extends Serializer {
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
  };
}

/** @type {ReturnType<typeof defineValueWriter> | undefined} */
let ValueWriter;

function createValueWriter() {
  ValueWriter ??= defineValueWriter(require('node:v8'));
  return new ValueWriter();
}

module.exports = { createValueWriter };
