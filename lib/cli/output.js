'use strict';

const { once } = require('node:events');
const { dieOf } = require('./signals.js');

/**
 * Writes to stdout, and waits while its reader does not keep up.
 * @param {string | Uint8Array} data
 * @param {BufferEncoding} [encoding]
 */
async function write(data, encoding) {
  const hasRoom =
    typeof data === 'string' ? process.stdout.write(data, encoding) : process.stdout.write(data);
  if (!hasRoom) await once(process.stdout, 'drain');
}

/** Ends the program as any other ends whose reader is gone, without a word. */
function endQuietlyWithoutReader() {
  process.stdout.on('error', (/** @type {any} */ error) => {
    if (error.code !== 'EPIPE') throw error;
    dieOf('SIGPIPE');
  });
  process.stderr.on('error', () => {});
}

module.exports = { endQuietlyWithoutReader, write };
