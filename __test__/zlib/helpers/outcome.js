'use strict';

const { createHash } = require('node:crypto');

/** How a call ended, in a form that can be compared: bytes by size and digest, or the error. */
function outcomeOf(error, bytes) {
  if (error) return [error.constructor.name, error.code, error.errno ?? '-', error.message].join(' | ');
  return `${bytes.length} bytes, SHA-1 ${createHash('sha1').update(bytes).digest('hex')}`;
}

/** Calls a function that calls back. The outcome says if it has thrown instead. */
function called(call) {
  return new Promise((resolve) => {
    try {
      call((error, bytes) => resolve({ outcome: outcomeOf(error, bytes), bytes }));
    } catch (error) {
      resolve({ outcome: `throws ${outcomeOf(error)}` });
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
      resolve({ outcome: `throws ${outcomeOf(error)}` });
      return;
    }
    const done = (error) => {
      const bytes = Buffer.concat(out);
      resolve({ outcome: outcomeOf(error, bytes), bytes, bytesWritten: stream.bytesWritten, pieces: out });
    };
    stream.on('data', (chunk) => out.push(chunk));
    stream.once('error', done);
    stream.once('end', () => done());
    use(stream);
  });
}

module.exports = { called, streamed, outcomeOf };
