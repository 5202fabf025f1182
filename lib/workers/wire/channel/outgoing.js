'use strict';

const { types } = require('node:util');
const { checkTransferList } = require('../transfer-list.js');
const { unsupported } = require('../culprit.js');
const { serialize } = require('./serialize.js');

/**
 * A value ready to be sent. The buffers in `transfer` are detached from the caller.
 * @param {unknown} value
 * @param {readonly unknown[]} [transfer]
 * @returns {import('./serialize.js').Serialized}
 * @throws {TaskDataError}
 */
function outgoing(value, transfer = []) {
  checkTransferList(transfer);
  for (const item of transfer) {
    if (!types.isArrayBuffer(item)) throw unsupported(nameOf(item));
  }
  const message = serialize(value);
  if (transfer.length > 0) takeOver(message, /** @type {ArrayBuffer[]} */ ([...transfer]));
  return message;
}

/** @param {any} item */
function nameOf(item) {
  return `A ${item?.constructor?.name ?? typeof item}`;
}

/**
 * Moves the buffers, so that the caller's are detached.
 * @param {import('./serialize.js').Serialized} message
 * @param {ArrayBuffer[]} buffers
 */
function takeOver(message, buffers) {
  const places = message.attachments.map(({ buffer, byteOffset, byteLength }) => ({
    index: buffers.findIndex((taken) => taken === buffer),
    byteOffset,
    byteLength,
  }));
  const ours = moved(buffers);
  message.attachments = places.map(({ index, byteOffset, byteLength }, at) =>
    index === -1 ? message.attachments[at] : new Uint8Array(ours[index], byteOffset, byteLength),
  );
}

/** @param {ArrayBuffer[]} buffers */
function moved(buffers) {
  try {
    return structuredClone(buffers, { transfer: buffers });
  } catch {
    throw unsupported('A buffer that cannot be transferred');
  }
}

module.exports = { outgoing };
