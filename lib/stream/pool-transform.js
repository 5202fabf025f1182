'use strict';

const { Transform, finished } = require('node:stream');
const { onAbort } = require('../abort.js');
const { chunkOf } = require('../data/bytes.js');
const { AbortError } = require('../errors.js');
const { batchesOf } = require('./batches.js');
const { streamOptions } = require('./options.js');
const { ReadableGate } = require('./readable-gate.js');
const { WriteCallbacks } = require('./write-callbacks.js');

/** @typedef {InstanceType<typeof import('./stream-work.js').StreamWork>} StreamWork */
/** @typedef {(error?: Error | null) => void} Callback */

/**
 * A Transform whose work is done on the thread pool, in batches of at most 1 MiB, one after the other. Chunks that are
 * written while a batch is under way wait, and become one batch together, unless callbacks of writes are due. No batch
 * begins while the readable side is full.
 */
class PoolTransform extends Transform {
  #work;
  #output;
  #callbacks = new WriteCallbacks();
  #forget = () => {};
  /** @type {(...args: any[]) => boolean} */
  #write = (...args) => /** @type {any} */ (super.write)(...args);

  /**
   * @param {Record<string, any>} given options, not checked yet
   * @param {StreamWork} work ready for use: the stream may be destroyed before this returns
   */
  constructor(given, work) {
    const { options, signal } = streamOptions(given);
    super(options);
    this.#work = work;
    this.#output = new ReadableGate(this);
    work.output = this.#output;
    /** Bytes that were handed to the pool so far. */
    this.bytesWritten = 0;
    // Node reads this whenever chunks wait.
    const get = () => (this.#callbacks.areDue ? undefined : this.#takeTogether);
    Object.defineProperty(this, '_writev', { get });
    this.#forget = this.#destroyOnAbort(signal);
  }

  /** @param {AbortSignal | undefined} signal */
  #destroyOnAbort(signal) {
    const abort = () => this.destroy(new AbortError(signal?.reason));
    if (!signal?.aborted) return onAbort(signal, abort);
    abort();
    return () => {};
  }

  /**
   * As of any Writable, but also takes an ArrayBuffer and every view of one.
   * @param {any} chunk
   * @param {any[]} rest
   * @returns {boolean}
   * @override
   */
  write(chunk, ...rest) {
    return this.#callbacks.write(this.#write, chunkOf(chunk), rest);
  }

  /**
   * As `write`, and ends the writable side.
   * @param {any} [chunk]
   * @param {any[]} rest
   * @returns {this}
   * @override
   */
  end(chunk, ...rest) {
    return /** @type {any} */ (super.end)(chunkOf(chunk), ...rest);
  }

  /**
   * Ends the stream at once and frees what it holds. `callback` is called when it is closed.
   * @param {Callback} [callback]
   */
  close(callback) {
    if (callback !== undefined) finished(this, () => callback());
    this.destroy();
  }

  /**
   * @param {Uint8Array} chunk
   * @param {BufferEncoding} _encoding
   * @param {Callback} callback
   * @override
   */
  _write(chunk, _encoding, callback) {
    this.#settle(this.#take([chunk]), callback);
  }

  /**
   * @param {Array<{ chunk: Uint8Array }>} entries
   * @param {Callback} callback
   */
  #takeTogether(entries, callback) {
    this.#settle(this.#take(entries.map(({ chunk }) => chunk)), callback);
  }

  /**
   * @param {Callback} callback
   * @override
   */
  _flush(callback) {
    this.#settle(this.#work.end(), callback);
  }

  /** @override */
  _read() {
    this.#output.wake();
  }

  /**
   * @param {Error | null} error
   * @param {Callback} callback
   * @override
   */
  _destroy(error, callback) {
    this.#forget();
    this.#work.close(error);
    this.#output.wake();
    callback(error);
  }

  /** @param {Uint8Array[]} chunks */
  async #take(chunks) {
    for (const batch of batchesOf(chunks, this.#work.marks)) {
      await this.#output.room();
      if (this.destroyed) return;
      await this.#work.batch(batch);
      this.bytesWritten += batch.size;
    }
    // As with any Transform, the end does not wait for a reader after everything was written.
    if (!this.writableEnded) await this.#output.room();
  }

  /**
   * @param {Promise<void>} work
   * @param {Callback} callback
   */
  #settle(work, callback) {
    work.then(
      () => process.nextTick(callback),
      // After the stream was destroyed, a failure of its work is only a consequence of that.
      (error) => process.nextTick(callback, this.destroyed ? undefined : error),
    );
  }
}

module.exports = { PoolTransform };
