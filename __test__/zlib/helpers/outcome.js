'use strict';

const { createHash } = require('node:crypto');

/** What a call came to, as something that can be compared: bytes by size and digest, or the error. */
function told(error, bytes) {
  if (error) return [error.constructor.name, error.code, error.errno ?? '-', error.message].join(' | ');
  return `${bytes.length} bytes, SHA-1 ${createHash('sha1').update(bytes).digest('hex')}`;
}

/** Calls a function that calls back; what it throws at once is told apart. */
function called(call) {
  return new Promise((resolve) => {
    try {
      call((error, bytes) => resolve({ outcome: told(error, bytes), bytes }));
    } catch (error) {
      resolve({ outcome: `throws ${told(error)}` });
    }
  });
}

/** What comes out of a stream that `make` makes when `use` has written to it. */
function streamed(make, use) {
  return new Promise((resolve) => {
    const out = [];
    let stream;
    try {
      stream = make();
    } catch (error) {
      resolve({ outcome: `throws ${told(error)}` });
      return;
    }
    const done = (error) => {
      const bytes = Buffer.concat(out);
      resolve({ outcome: told(error, bytes), bytes, bytesWritten: stream.bytesWritten, pieces: out });
    };
    stream.on('data', (chunk) => out.push(chunk));
    stream.once('error', done);
    stream.once('end', () => done());
    use(stream);
  });
}

module.exports = { called, streamed, told };
