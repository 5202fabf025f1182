'use strict';

const { run } = require('../job.js');
const native = require('../native.js');
const { batchesOf } = require('../stream/batches.js');
const { feed } = require('../stream/feed.js');
const { stronger } = require('./flushes.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/** Where a stream has its lane. */
const LANE = Symbol('offloop.lane');

/**
 * What a caller asked for between two chunks: a flush, by its constant, or another level and strategy.
 * @typedef {{ flag?: number, level?: number, strategy?: number }} Request
 */

/** Requests stand among the chunks as empty ones. @type {WeakMap<Uint8Array, Request>} */
const requests = new WeakMap();

/**
 * An empty chunk that stands for a request.
 * @param {Request} request
 */
function requestChunk(request) {
  const chunk = Buffer.alloc(0);
  requests.set(chunk, request);
  return chunk;
}

/**
 * Does the work of a stream of node:zlib's on the pool: one job at a time, of at most 1 MiB. No job begins while the
 * readable side is full. A subclass says what a piece is worth in `_code`.
 */
class Lane {
  #control = new native.Control();
  #isFull = false;
  /** @type {(() => void) | undefined} */
  #wake;

  /**
   * @param {Kind} kind
   * @param {any} stream
   * @param {number} pieceSize the most bytes of a chunk that comes out
   */
  constructor(kind, stream, pieceSize) {
    this.kind = kind;
    this.stream = stream;
    this.pieceSize = pieceSize;
    /** The native state, once it is needed. @type {any} */
    this.state = undefined;
    /** The level and strategy that were asked for last. @type {Request | undefined} */
    this.asked = undefined;
  }

  /**
   * Codes chunks, the requests among them too.
   * @param {Uint8Array[]} chunks
   */
  async take(chunks) {
    const { stream } = this;
    // By then it is known whether the end comes with the chunk: it makes one job with it.
    await undefined;
    const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const isLast = stream.writableEnded && stream.writableLength === size;
    const batches = [...batchesOf(chunks, requests)];
    if (batches.length === 0) batches.push({ pieces: [], size: 0 });
    for (const batch of batches) {
      if (this.#isFull) await this.room();
      if (stream.destroyed) return;
      const request = batch.mark && requests.get(batch.mark);
      const flag = request?.flag ?? stream._defaultFlushFlag;
      const ends = isLast && batch === batches.at(-1);
      await this._code(batch, ends ? stronger(flag, stream._finishFlushFlag) : flag);
      if (request?.level !== undefined && !stream.destroyed) await this._retune(request);
    }
  }

  /**
   * @param {import('../stream/batches.js').Batch} _batch
   * @param {number} _flag
   * @returns {Promise<void>}
   */
  async _code(_batch, _flag) {}

  /**
   * Of no effect where nothing is compressed.
   * @param {Request} _request
   * @returns {Promise<void>}
   */
  async _retune(_request) {}

  /**
   * @template T
   * @param {number} bytes
   * @param {(control: import('../native').Control) => Promise<T>} start
   * @returns {Promise<T>}
   */
  job(bytes, start) {
    const context = { operation: this.kind.create, format: this.kind.row?.name ?? 'auto', bytes };
    return run(context, NO_OPTIONS, async () => start(this.#control));
  }

  /**
   * Hands a batch to the native state.
   * @template T
   * @param {import('../stream/batches.js').Batch} batch
   * @param {unknown[]} args
   * @returns {Promise<T>}
   */
  feed({ pieces, size }, args) {
    return this.job(size, (control) => feed(this.state, pieces, args, control));
  }

  /**
   * Passes bytes on to the readable side.
   * @param {Uint8Array} bytes
   */
  pass(bytes) {
    for (let start = 0; start < bytes.length; start += this.pieceSize) {
      if (this.stream.destroyed) return;
      try {
        this.#isFull = !this.stream.push(bytes.subarray(start, start + this.pieceSize));
      } catch (error) {
        // A listener's, and so not ours to catch.
        process.nextTick(raise, error);
      }
    }
  }

  /** Waits until the readable side has room, or the stream is destroyed. */
  async room() {
    while (this.#isFull && !this.stream.destroyed) await new Promise(this.#sleep);
  }

  #sleep = (/** @type {(value: unknown) => void} */ wake) => {
    this.#wake = () => wake(undefined);
  };

  /** To be called when somebody wants to read. */
  wake() {
    this.#isFull = false;
    this.#wake?.();
  }

  /** Begins anew, as if nothing had been written. */
  reset() {
    this.state?.close();
    this.state = undefined;
  }

  /** Stops the job that runs, and frees what is held. */
  close() {
    this.#control.cancel();
    this.state?.close();
    this.#wake?.();
  }
}

const NO_OPTIONS = Object.freeze({});

/** @param {unknown} error */
function raise(error) {
  throw error;
}

module.exports = { LANE, Lane, requestChunk };
