'use strict';

const native = require('../native.js');
const { CodecStream } = require('./codec-stream.js');
const { ParallelCompress } = require('./parallel-stream.js');
const { compressRequest, decompressRequest } = require('./request.js');

/** What to do after a piece, with the numbers of src/binding/exports/codec_stream.rs. */
const THEN = { wait: 0, flush: 1, end: 2 };
/** What a decompressor wants after a step, with the numbers of the same file. */
const WANTED = { input: 0, step: 1, nothing: 2 };

/** Compresses what is written to it. */
class Compress extends CodecStream {
  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async _batch({ pieces, size, mark }) {
    const then = mark === undefined ? THEN.wait : THEN.flush;
    this._pass(await this._job(pieces, size, [then]));
  }

  /** @override */
  async _end() {
    this._pass(await this._job([], 0, [THEN.end]));
  }
}

/** Decompresses what is written to it. */
class Decompress extends CodecStream {
  #isOver = false;

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async _batch({ pieces, size }) {
    if (this.#isOver || size === 0) return;
    let wanted = await this.#step(pieces, size);
    while (wanted === WANTED.step) {
      await this._room();
      if (this.destroyed) return;
      wanted = await this.#step([], 0);
    }
    if (wanted !== WANTED.nothing) return;
    // Readers need not wait for the end of what is written in vain.
    this.#isOver = true;
    this._passEnd();
  }

  /** @override */
  async _end() {
    await this._run({}, (control) => this._state.finish(control));
  }

  /**
   * @param {Uint8Array[]} pieces
   * @param {number} size
   * @returns {Promise<number>} what is wanted then
   */
  async #step(pieces, size) {
    const [bytes, wanted] = await this._job(pieces, size, []);
    this._pass(bytes);
    return wanted;
  }
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createCompress(format, options) {
  const { codec, given, context } = compressRequest(format, options);
  const traced = { operation: 'createCompress', ...context };
  const chunks = given.threads === undefined ? null : codec.chunks();
  if (chunks !== null) return new ParallelCompress(given, traced, chunks);
  return new Compress(given, traced, new native.CompressorStream(codec));
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createDecompress(format, options) {
  const { codec, given, context } = decompressRequest(format, options);
  const state = new native.DecompressorStream(codec);
  return new Decompress(given, { operation: 'createDecompress', ...context }, state);
}

module.exports = { createCompress, createDecompress };
