'use strict';

const { once } = require('node:events');
const { reasonOf, tell } = require('./messages.js');
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

/**
 * Ends the program when its output cannot be written: without a word where the reader is gone, as any other program ends,
 * and else with what the matter is. Commands that write to standard output leave nothing half done elsewhere.
 * @param {string} command '' for the program itself
 * @param {number} status
 */
function endWithoutOutput(command, status) {
  process.stdout.on('error', (/** @type {any} */ error) => {
    if (error.code === 'EPIPE') return dieOf('SIGPIPE');
    tell(command, `standard output: ${reasonOf(error)}`);
    process.exit(status);
  });
  process.stderr.on('error', () => {});
}

module.exports = { endWithoutOutput, write };
