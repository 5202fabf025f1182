'use strict';

// With `info: true` node's functions give the stream that they used beside the bytes. It has ended by then, and only
// has to be an instance of the class that this module exports.

/**
 * Of a function with a callback.
 * @param {(buffer: any, options: any, callback?: any) => void} call
 * @param {any} Stream
 */
function withEngine(call, Stream) {
  /** @param {any} buffer @param {any} options @param {any} [callback] */
  return function asyncBufferWrapper(buffer, options, callback) {
    if (!options?.info || typeof callback !== 'function') return call(buffer, options, callback);
    call(buffer, options, (/** @type {Error | null} */ error, /** @type {any} */ result) => {
      if (error) callback(error);
      else callback(null, exported(result, Stream));
    });
  };
}

/**
 * Of a synchronous function, which is node's.
 * @param {(buffer: any, options: any) => any} call
 * @param {any} Stream
 */
function withEngineSync(call, Stream) {
  /** @param {any} buffer @param {any} options */
  return function syncBufferWrapper(buffer, options) {
    return exported(call(buffer, options), Stream);
  };
}

/**
 * @param {any} result bytes, or bytes and the engine
 * @param {any} Stream
 */
function exported(result, Stream) {
  if (result.engine !== undefined) Object.setPrototypeOf(result.engine, Stream.prototype);
  return result;
}

module.exports = { withEngine, withEngineSync };
