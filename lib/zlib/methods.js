'use strict';

const { faultOf, unlessGone, viewOf } = require('../data/bytes.js');
const { coded } = require('../errors.js');
const { DEFLATE } = require('./flushes.js');
const { DRIVER, requestChunk } = require('./stream-driver.js');

/** @typedef {(error?: Error | null) => void} Callback */

/**
 * The prototype of a class that extends one of node:zlib's. Where a stream has no driver, node's methods do the work.
 * @param {import('./kinds.js').Kind} kind
 * @returns {any}
 */
function prototypeOver(kind) {
  const over = {
    __proto__: kind.Node.prototype,

    /** @this {any} @param {any} chunk @param {BufferEncoding} encoding @param {Callback} callback */
    _transform(chunk, encoding, callback) {
      const driver = this[DRIVER];
      if (driver === undefined) {
        const fault = faultOf(chunk);
        return fault ? callback(fault) : super._transform(chunk, encoding, callback);
      }
      // Closed.
      if (!this._handle) return process.nextTick(callback);
      settle(this, driver.take([bytesOf(chunk, encoding)]), callback);
    },

    /** @this {any} @param {any} chunk @param {any[]} rest */
    write(chunk, ...rest) {
      const write = (/** @type {any[]} */ ...given) => super.write(...given);
      const given = unlessGone(chunk);
      return this[DRIVER]?.callbacks.write(write, given, rest) ?? write(given, ...rest);
    },

    /** @this {any} @param {any} chunk @param {any[]} rest */
    end(chunk, ...rest) {
      return super.end(unlessGone(chunk), ...rest);
    },

    /** @this {any} @param {any} chunk @param {number} flag @param {Callback} [callback] */
    _processChunk(chunk, flag, callback) {
      viewOf(chunk, 'chunk');
      if (callback === undefined) leaveToNode(this);
      const driver = this[DRIVER];
      if (driver === undefined || callback === undefined) return super._processChunk(chunk, flag, callback);
      settle(this, driver.take([chunk, requestChunk({ flag })]), callback);
    },

    /** @this {any} @param {any} [how] @param {Callback} [callback] */
    flush(how, callback) {
      const [flag, done] = typeof how === 'function' ? [undefined, how] : [how, callback];
      const isOurs = this[DRIVER] !== undefined && (flag ?? kind.flushes.all) in kind.flushes.modes;
      return isOurs ? ask(this, { flag: flag ?? kind.flushes.all }, done) : super.flush(how, callback);
    },

    /** @this {any} */
    reset() {
      if (this._handle) this[DRIVER]?.reset();
      return super.reset();
    },

    /** @this {any} @param {number} size */
    _read(size) {
      this[DRIVER]?.output.wake();
      super._read(size);
    },

    /** @this {any} @param {Error | null} error @param {Callback} callback */
    _destroy(error, callback) {
      this[DRIVER]?.close();
      super._destroy(error, callback);
    },
  };
  return kind.flushes === DEFLATE ? withParams(over) : over;
}

/**
 * Only the deflate family can change its level on the way.
 * @param {any} over
 */
function withParams(over) {
  const params = {
    __proto__: over,

    /** @this {any} @param {any} level @param {any} strategy @param {() => void} [callback] */
    params(level, strategy, callback) {
      // minizlib flushes synchronously, by a `flush` of its own.
      if (Object.hasOwn(this, 'flush')) leaveToNode(this);
      const driver = this[DRIVER];
      const now = driver?.asked ?? { level: this._level, strategy: this._strategy };
      const isNew = level !== now.level || strategy !== now.strategy;
      const isOurs = driver !== undefined && isWithin(level, -1, 9) && isWithin(strategy, 0, 4);
      if (!isNew || !isOurs) return super.params(level, strategy, callback);
      driver.asked = { level: Math.trunc(level), strategy: Math.trunc(strategy) };
      ask(this, driver.asked, () => {
        if (this.destroyed) return;
        // For what is done synchronously after a reset.
        this._handle.params(level, strategy);
        this._level = level;
        this._strategy = strategy;
        callback?.();
      });
    },
  };
  return params;
}

/**
 * Takes the driver off a stream that is driven synchronously, by `_processChunk` without a callback, as minizlib does it:
 * from then on `reset`, `params` and all else are node's, on the state that node has.
 * @param {any} stream
 */
function leaveToNode(stream) {
  const driver = stream[DRIVER];
  if (driver === undefined) return;
  if (driver.hasBegun)
    throw coded(
      'ERR_INVALID_STATE',
      'Chunks of this stream went to other threads: it can be driven synchronously after reset(), or from the start',
    );
  driver.close();
  Object.defineProperty(stream, DRIVER, { value: undefined });
}

/**
 * Writes a request among the chunks, so that it is handled in order.
 * @param {any} stream
 * @param {import('./stream-driver.js').Request} request
 * @param {() => void} [callback]
 */
function ask(stream, request, callback) {
  if (!stream.writableEnded) stream.write(requestChunk(request), '', callback);
  else if (callback === undefined) return;
  else if (stream.writableFinished) process.nextTick(callback);
  else stream.once('end', callback);
}

/**
 * As node:zlib, calls back when the work is done, and destroys the stream where it fails.
 * @param {any} stream
 * @param {Promise<void>} work
 * @param {Callback} callback
 */
function settle(stream, work, callback) {
  work.then(
    () => process.nextTick(callback),
    // After the stream was destroyed, a failure of its work is only a consequence of that.
    (error) => (stream.destroyed ? process.nextTick(callback) : stream.destroy(error)),
  );
}

/**
 * @param {any} chunk
 * @param {BufferEncoding} encoding
 * @returns {Uint8Array}
 */
function bytesOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
}

/**
 * @param {any} value
 * @param {number} min
 * @param {number} max
 */
function isWithin(value, min, max) {
  return typeof value === 'number' && value >= min && value <= max;
}

module.exports = { bytesOf, prototypeOver, settle };
