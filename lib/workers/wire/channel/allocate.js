'use strict';

const native = require('../../../native.js');
const { HUGE } = require('./limits.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * Memory of its own, not cleared: the caller fills all of it.
 * @param {number} size
 * @throws {ProtocolError} when it is not to be had
 */
function allocate(size) {
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    if (size >= HUGE) native.preferHugePages?.(bytes);
    return bytes;
  } catch {
    throw new ProtocolError(`no memory for a buffer of ${size} bytes`, 'ERR_WORKER_MESSAGE_TOO_LARGE');
  }
}

module.exports = { allocate };
