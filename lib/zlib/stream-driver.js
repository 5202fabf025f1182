'use strict';

const { batchesOf } = require('../stream/batches.js');
const { ReadableGate } = require('../stream/readable-gate.js');
const { StreamWork } = require('../stream/stream-work.js');
const { WriteCallbacks } = require('../stream/write-callbacks.js');
const { stronger } = require('./flushes.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/** The property of a stream that holds its driver. */
const DRIVER = Symbol('offloop.driver');

/**
 * What a caller asked for between two chunks: a flush, by its constant, or another level and strategy.
 * @typedef {{ flag?: number, level?: number, strategy?: number }} Request
 */

/** Requests, by the empty chunks that represent them among the data. @type {WeakMap<Uint8Array, Request>} */
const requests = new WeakMap();

/**
 * An empty chunk that represents a request.
 * @param {Request} request
 */
function requestChunk(request) {
  const chunk = Buffer.alloc(0);
  requests.set(chunk, request);
  return chunk;
}

/**
 * Does the work of one of node:zlib's streams on the thread pool: one job at a time, of at most 1 MiB. No job begins
 * while the readable side is full. A subclass says in `code` what is done with a batch.
 */
class StreamDriver extends StreamWork {
  /**
   * @param {Kind} kind
   * @param {any} stream
   * @param {number} pieceSize the most bytes in a chunk of the output
   */
  constructor(kind, stream, pieceSize) {
    super({ operation: kind.create, format: kind.row?.name ?? 'auto' });
    this.kind = kind;
    this.stream = stream;
    this.pieceSize = pieceSize;
    this.output = new ReadableGate(stream);
    /** The level and strategy that were asked for last. @type {Request | undefined} */
    this.asked = undefined;
    this.callbacks = new WriteCallbacks();
  }

  /** Whether anything was written or asked for. */
  hasBegun = false;

  /**
   * Works on chunks, and on the requests among them.
   * @param {Uint8Array[]} chunks
   */
  async take(chunks) {
    const { stream } = this;
    this.hasBegun = true;
    // After this it is known whether the stream ends with these chunks. If so, one job does both.
    await undefined;
    const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const isLast = stream.writableEnded && stream.writableLength === size;
    const batches = [...batchesOf(chunks, requests)];
    for (const batch of batches) {
      await this.output.room();
      if (stream.destroyed) return;
      const request = batch.mark && requests.get(batch.mark);
      const flag = request?.flag ?? stream._defaultFlushFlag;
      const ends = isLast && batch === batches.at(-1);
      const isRetuned = request?.level !== undefined;
      // To ask for another level is not to write.
      if (batch.size > 0 || ends || !isRetuned)
        await this.code(batch, ends ? stronger(flag, stream._finishFlushFlag) : flag);
      if (isRetuned && !stream.destroyed) await this.retune(request);
    }
  }

  /**
   * @param {import('../stream/batches.js').Batch} _batch
   * @param {number} _flag node:zlib's constant
   * @returns {Promise<void>}
   */
  async code(_batch, _flag) {}

  /**
   * Without effect where nothing is compressed.
   * @param {Request} _request
   * @returns {Promise<void>}
   */
  async retune(_request) {}

  /**
   * Passes bytes to the readable side, in pieces.
   * @param {Uint8Array} bytes
   */
  push(bytes) {
    for (let start = 0; start < bytes.length; start += this.pieceSize) {
      this.output.push(bytes.subarray(start, start + this.pieceSize));
    }
  }

  /** Starts over, as if nothing had been written. */
  reset() {
    this.state?.close();
    this.state = undefined;
    this.hasBegun = false;
  }

  /** @override */
  close() {
    super.close();
    this.output.wake();
  }
}

module.exports = { DRIVER, StreamDriver, requestChunk };
