'use strict';

/** The other end broke a rule of the channel; `code` is ERR_WORKER_PROTOCOL or ERR_WORKER_MESSAGE_TOO_LARGE. */
class ProtocolError extends Error {
  /**
   * @param {string} message
   * @param {string} [code]
   */
  constructor(message, code = 'ERR_WORKER_PROTOCOL') {
    super(message);
    this.name = 'ProtocolError';
    this.code = code;
  }
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 */
function tooLarge(what, bytes, limit) {
  return new ProtocolError(
    `${what} of ${bytes} bytes, above the limit of ${limit}`,
    'ERR_WORKER_MESSAGE_TOO_LARGE',
  );
}

/**
 * The reason of the end of a worker whose channel failed so.
 * @param {{ code?: string }} error of the channel
 */
function endReasonOf({ code }) {
  return code === 'ERR_WORKER_MESSAGE_TOO_LARGE' ? 'message' : 'protocol';
}

module.exports = { endReasonOf, ProtocolError, tooLarge };
