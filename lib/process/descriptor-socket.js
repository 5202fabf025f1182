'use strict';

const fs = require('node:fs');
const net = require('node:net');
const { RUNTIME } = require('../runtime.js');

/**
 * A socket over a descriptor, which it closes. After a failure it is closed too.
 * @param {net.SocketConstructorOpts & { fd: number }} options
 * @returns {net.Socket}
 */
function descriptorSocket(options) {
  try {
    // Bun's constructor takes the descriptor and neither reads nor writes it; its `connect` does.
    if (RUNTIME === 'bun') return net.connect(/** @type {any} */ ({ fd: options.fd }));
    return new net.Socket(options);
  } catch (error) {
    fs.closeSync(options.fd);
    throw error;
  }
}

module.exports = { descriptorSocket };
