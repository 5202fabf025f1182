'use strict';

const fs = require('node:fs');
const net = require('node:net');

/**
 * A stream over our end of a pipe, which it closes.
 * @param {number} descriptor -1 for none
 * @param {number} number the child's: 0 is written to, 1 and 2 are read
 */
function streamOf(descriptor, number) {
  if (descriptor < 0) return null;
  const writable = number === 0;
  try {
    return new net.Socket({ fd: descriptor, readable: !writable, writable });
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
}

module.exports = { streamOf };
