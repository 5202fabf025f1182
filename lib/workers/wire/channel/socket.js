'use strict';

const net = require('node:net');

const KIB = 1024;
/** The most bytes of one read: more than the longest message without parts. */
const READ = 128 * KIB;

/**
 * A socket that reads into the same memory each time: a message of a few bytes costs neither 64 KiB of new memory nor an
 * entry in the queue of a stream. A chunk of 'data' is valid until its listeners return. It reads until it is paused.
 * @param {number} fd
 * @returns {net.Socket}
 */
function socketOf(fd) {
  const buffer = Buffer.allocUnsafeSlow(READ);
  const onread = {
    buffer,
    callback(/** @type {number} */ length) {
      socket.emit('data', buffer.subarray(0, length));
      return true;
    },
  };
  // The types have `onread` only for connections.
  const options = /** @type {net.SocketConstructorOpts} */ ({ fd, onread });
  const socket = new net.Socket(options);
  return socket;
}

module.exports = { socketOf };
