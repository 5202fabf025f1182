'use strict';

const { RUNTIME } = require('../../../runtime.js');
const { descriptorSocket } = require('../../../process/descriptor-socket.js');

const KIB = 1024;
/** The most bytes of one read: more than the longest message without parts. */
const READ = 128 * KIB;

/**
 * A socket that reads into the same memory each time: a message of a few bytes costs neither 64 KiB of new memory nor an
 * entry in the queue of a stream. A chunk of 'data' is valid until its listeners return. It reads until it is paused.
 * On Bun each chunk has memory of its own: it has no `onread` for a descriptor.
 * @param {number} fd
 * @returns {import('node:net').Socket}
 */
function socketOf(fd) {
  if (RUNTIME === 'bun') return descriptorSocket({ fd });
  const buffer = Buffer.allocUnsafeSlow(READ);
  const onread = {
    buffer,
    callback(/** @type {number} */ length) {
      socket.emit('data', buffer.subarray(0, length));
      return true;
    },
  };
  // The types have `onread` only for connections.
  const options = /** @type {import('node:net').SocketConstructorOpts & { fd: number }} */ ({ fd, onread });
  const socket = descriptorSocket(options);
  return socket;
}

module.exports = { socketOf };
