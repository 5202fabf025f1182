'use strict';

/** @typedef {{ error?: Error }} Failure */

/** What listens to a stream. @type {WeakMap<object, { failure: Failure, listener: (error: Error) => void }>} */
const KEPT = new WeakMap();

/**
 * Keeps the error of a caller's stream that fails before anything reads it or writes to it: such an error would end the
 * program, since nothing listens for it yet. It may fail after the call too, so the listener stays, one for all calls.
 * @param {any} stream of Node, or of the web, which keeps its error itself
 * @returns {Failure}
 */
function failureOf(stream) {
  const kept = KEPT.get(stream) ?? keeper();
  KEPT.set(stream, kept);
  // Others may have removed it.
  if (!stream.listeners?.('error').includes(kept.listener)) stream.on?.('error', kept.listener);
  return kept.failure;
}

function keeper() {
  /** @type {Failure} */
  const failure = {};
  return { failure, listener: (/** @type {Error} */ error) => (failure.error ??= error) };
}

module.exports = { failureOf };
