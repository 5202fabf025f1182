'use strict';

const fs = require('node:fs');
const { constants } = require('node:os');
const { Readable } = require('node:stream');

let isTaken = false;

/**
 * Standard input, for its first reader. Later ones find nothing left, as programs do that read to its end. Node gives an empty
 * stream for a directory, and the digest of one would be that of nothing.
 * @throws EISDIR as a read of it gives
 */
function standardInput() {
  if (fs.fstatSync(0).isDirectory()) {
    const error = new Error('EISDIR: illegal operation on a directory, read');
    throw Object.assign(error, { code: 'EISDIR', errno: -constants.errno.EISDIR, syscall: 'read' });
  }
  if (isTaken) return Object.assign(Readable.from([]), { bytesRead: 0 });
  isTaken = true;
  return process.stdin;
}

module.exports = { standardInput };
