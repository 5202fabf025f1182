'use strict';

/**
 * The port of a server that listens on TCP.
 * @param {import('node:net').Server} server
 */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError(`not an address of TCP: ${address}`);
  return address.port;
}

module.exports = { portOf };
