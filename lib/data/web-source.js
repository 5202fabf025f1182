'use strict';

const { Readable } = require('node:stream');
const { inspect } = require('node:util');
const { EXPECTED, viewOf } = require('./bytes.js');
const { coded, invalidType } = require('../errors.js');

/**
 * Whether a value is a stream of the web, of any realm or implementation.
 * @param {any} source
 */
function isWebStream(source) {
  return typeof source?.getReader === 'function' && typeof source.cancel === 'function';
}

/**
 * A caller's web stream as a stream of Node. It fails, and the source is cancelled, where a chunk is not bytes or text:
 * `Readable.fromWeb` would take null for the end. That also takes a failure with undefined, or another value that counts as
 * false, for an abort.
 */
class WebSource extends Readable {
  #reader;

  /** @param {import('node:stream/web').ReadableStream} source which nothing else reads */
  constructor(source) {
    super({ objectMode: true });
    this.#reader = source.getReader();
  }

  /** @override */
  async _read() {
    try {
      const { done, value } = await this.#reader.read();
      if (this.destroyed) return;
      this.push(done ? null : bytesOfChunk(value));
    } catch (error) {
      this.destroy(/** @type {any} */ (error || prematureClose(error)));
    }
  }

  /**
   * The source is not waited for: it may never be done with its end.
   * @override
   * @param {Error | null} error
   * @param {(error: Error | null) => void} callback
   */
  _destroy(error, callback) {
    this.#reader.cancel(error).catch(() => {});
    callback(error);
  }
}

/** @param {unknown} chunk */
function bytesOfChunk(chunk) {
  const bytes = viewOf(chunk, 'chunk');
  if (bytes === undefined) throw invalidType('chunk', EXPECTED, chunk);
  return bytes;
}

/**
 * Node's error for a stream that is destroyed without an error.
 * @param {unknown} reason
 */
function prematureClose(reason) {
  return coded(
    'ERR_STREAM_PREMATURE_CLOSE',
    `Premature close: the source failed with ${inspect(reason)}, and no error`,
  );
}

module.exports = { WebSource, isWebStream, prematureClose };
