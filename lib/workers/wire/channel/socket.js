'use strict';

const net = require('node:net');

const KIB = 1024;
/** What one read of the system takes at most: more than the longest message without parts. */
const READ = 128 * KIB;

/**
 * A socket that reads into the same memory each time, so that a chunk of 'data' is valid until its listeners return:
 * a message of a few bytes costs neither 64 KiB of new memory nor a place in a stream's queue. It reads until it is
 * paused.
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
  // The types know `onread` of connections alone.
  const options = /** @type {net.SocketConstructorOpts} */ ({ fd, onread });
  const socket = new net.Socket(options);
  return socket;
}

module.exports = { socketOf };
