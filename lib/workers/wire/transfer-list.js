'use strict';

const { types } = require('node:util');
const { TaskDataError } = require('../errors.js');

/**
 * Refuses, alike for threads and processes, what no transfer list can have, and says what to list instead.
 * @param {readonly any[]} list
 * @throws {TaskDataError} ERR_TASK_NOT_SERIALIZABLE, and ERR_TASK_UNSUPPORTED_TRANSFER for shared memory
 */
function checkTransferList(list) {
  list.forEach((item, index) => {
    const fault = faultOf(item) ?? (list.indexOf(item) < index ? TWICE : undefined);
    if (fault === undefined) return;
    const code = types.isSharedArrayBuffer(item)
      ? 'ERR_TASK_UNSUPPORTED_TRANSFER'
      : 'ERR_TASK_NOT_SERIALIZABLE';
    throw new TaskDataError(code, `transfer[${index}] ${fault}`);
  });
}

const TWICE = 'is listed twice: list each buffer once';

/** @param {any} item */
function faultOf(item) {
  if (Buffer.isBuffer(item)) {
    return 'is a Buffer, and buffers of Node share their memory: copy it into a Uint8Array and list its `buffer`';
  }
  if (ArrayBuffer.isView(item)) return `is a ${item.constructor.name}, a view: list its \`buffer\` instead`;
  if (types.isSharedArrayBuffer(item)) return 'is shared, which is not transferred: leave it out of the list';
  if (types.isArrayBuffer(item) && isDetached(item)) return 'was detached: it can be transferred once';
  if (typeof item === 'object' && item !== null) return undefined;
  return `is ${item === null ? 'null' : `a ${typeof item}`}: list ArrayBuffers, and for threads what else node transfers`;
}

/** @param {ArrayBuffer} buffer */
function isDetached(buffer) {
  try {
    return buffer.byteLength === 0 && new Uint8Array(buffer).length !== 0;
  } catch {
    return true;
  }
}

module.exports = { checkTransferList };
