'use strict';

const { Transform, finished } = require('node:stream');
const { viewOf } = require('../data/bytes.js');
const { AbortError, fromNative } = require('../errors.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { batchesOf } = require('./batches.js');
const { feed } = require('./feed.js');
const { streamOptions } = require('./options.js');

/** @typedef {import('./batches.js').Batch} Batch */
/** @typedef {(error?: Error | null) => void} Callback */

/**
 * A Transform whose work is done on the pool: batches of at most 1 MiB one after the other, while the chunks that are
 * written meanwhile wait to be one batch together. None begins while the readable side is full.
 *
 * A subclass says what a batch is worth in `_batch`, and what the end in `_end`.
 */
class PoolTransform extends Transform {
  #control = new native.Control();
  #isFull = false;
  /** @type {(() => void) | undefined} */
  #wake;
  #signal;

  /**
   * @param {Record<string, any>} given options, not checked yet
   * @param {Record<string, unknown>} context what a tracing subscriber is told
   * @param {{ close(): void }} [state] of the native side, if it is there yet
   */
  constructor(given, context, state) {
    const { options, signal } = streamOptions(given);
    super(options);
    /** @type {any} */
    this._state = state;
    this._context = context;
    /** Bytes that were handed over so far. */
    this.bytesWritten = 0;
    this.#signal = signal;
  }

  /** Has the signal destroy the stream. A subclass calls this when it is complete, since that may be at once. */
  _obey() {
    const signal = this.#signal;
    if (signal === undefined) return;
    const abort = () => this.destroy(new AbortError(signal.reason));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    this.once('close', () => signal.removeEventListener('abort', abort));
  }

  /** Empty chunks that stand for requests. @returns {import('./batches.js').Marks} */
  get _marks() {
    return NO_MARKS;
  }

  /**
   * @param {Batch} _batch
   * @returns {Promise<void>}
   */
  async _batch(_batch) {}

  /** @returns {Promise<void>} */
  async _end() {}

  /**
   * As of any Writable; also takes an ArrayBuffer, and any view of one.
   * @param {any} chunk
   * @param {any[]} rest
   * @returns {boolean}
   * @override
   */
  write(chunk, ...rest) {
    return /** @type {any} */ (super.write)(viewOf(chunk) ?? chunk, ...rest);
  }

  /**
   * As `write`, and ends.
   * @param {any} [chunk]
   * @param {any[]} rest
   * @returns {this}
   * @override
   */
  end(chunk, ...rest) {
    return /** @type {any} */ (super.end)(viewOf(chunk) ?? chunk, ...rest);
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
   * @override
   */
  _writev(entries, callback) {
    this.#settle(this.#take(entries.map(({ chunk }) => chunk)), callback);
  }

  /**
   * @param {Callback} callback
   * @override
   */
  _flush(callback) {
    this.#settle(this._end(), callback);
  }

  /** @override */
  _read() {
    this.#isFull = false;
    this.#wake?.();
  }

  /**
   * @param {Error | null} error
   * @param {Callback} callback
   * @override
   */
  _destroy(error, callback) {
    this.#control.cancel();
    this._state?.close();
    this.#wake?.();
    callback(error);
  }

  /**
   * Ends the stream at once and frees what it holds; `callback` is called when it is closed.
   * @param {Callback} [callback]
   */
  close(callback) {
    if (callback !== undefined) finished(this, () => callback());
    this.destroy();
  }

  /**
   * The right to hold so many bytes, for a job that takes it.
   * @param {number} bytes
   */
  async _reserve(bytes) {
    const room = new native.Input();
    try {
      await room.reserve(bytes, this.#control);
    } catch (failure) {
      throw fromNative(failure);
    }
    return room;
  }

  /**
   * One job on the native state.
   * @template T
   * @param {Uint8Array[]} pieces
   * @param {number} bytes
   * @param {unknown[]} args
   * @returns {Promise<T>}
   */
  _job(pieces, bytes, args) {
    return this._run({ bytes }, (control) => feed(this._state, pieces, args, control));
  }

  /**
   * @template T
   * @param {Record<string, unknown>} context
   * @param {(control: import('../native').Control) => Promise<T>} start
   */
  _run(context, start) {
    return run({ ...this._context, ...context }, NO_OPTIONS, async () => start(this.#control));
  }

  /**
   * Passes bytes on to the readable side.
   * @param {Uint8Array} bytes
   */
  _pass(bytes) {
    if (bytes.length === 0 || this.destroyed) return;
    try {
      this.#isFull = !this.push(bytes);
    } catch (error) {
      // A listener's, and so not ours to catch.
      process.nextTick(raise, error);
    }
  }

  /** Ends the readable side, so that whatever is written from now on need not wait for a reader. */
  _passEnd() {
    this.#isFull = false;
    this.push(null);
  }

  /** Waits until the readable side has room, or the stream is destroyed. */
  async _room() {
    while (this.#isFull && !this.destroyed) await new Promise(this.#sleep);
  }

  #sleep = (/** @type {(value: unknown) => void} */ wake) => {
    this.#wake = () => wake(undefined);
  };

  /** @param {Uint8Array[]} chunks */
  async #take(chunks) {
    for (const batch of batchesOf(chunks, this._marks)) {
      await this._room();
      if (this.destroyed) return;
      await this._batch(batch);
      this.bytesWritten += batch.size;
    }
    // Once all is written the end need not wait for a reader, as with any Transform.
    if (!this.writableEnded) await this._room();
  }

  /**
   * @param {Promise<void>} work
   * @param {Callback} callback
   */
  #settle(work, callback) {
    work.then(
      () => process.nextTick(callback),
      // What fails because the stream was destroyed is no news.
      (error) => process.nextTick(callback, this.destroyed ? undefined : error),
    );
  }
}

/** @type {import('./batches.js').Marks} */
const NO_MARKS = new Set();
const NO_OPTIONS = Object.freeze({});

/** @param {unknown} error */
function raise(error) {
  throw error;
}

module.exports = { PoolTransform };
