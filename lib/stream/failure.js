'use strict';

/**
 * Keeps the error of a caller's stream that fails before anything reads it or writes to it: such an error would end the
 * program, since nothing listens for it yet.
 * @param {any} stream of Node, or of the web, which keeps its error itself
 * @returns {{ error?: Error }}
 */
function failureOf(stream) {
  /** @type {{ error?: Error }} */
  const failure = {};
  stream.on?.('error', (/** @type {Error} */ error) => (failure.error ??= error));
  return failure;
}

module.exports = { failureOf };
