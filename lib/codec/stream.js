'use strict';

const native = require('../native.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { compressor, decompressor } = require('./request.js');

/** What to do after a piece, with the numbers of src/binding/exports/codec_stream.rs. */
const THEN = { wait: 0, flush: 1, end: 2 };
/** What a decompressor wants after a step, with the numbers of the same file. */
const WANTED = { input: 0, step: 1, nothing: 2 };

/** Stands for a flush among the chunks. */
const FLUSH = Buffer.alloc(0);
const MARKS = new Set([FLUSH]);

/** What compressing and decompressing streams have in common. */
class CodecStream extends PoolTransform {
  /**
   * @param {Record<string, any>} given options
   * @param {Record<string, unknown>} context
   * @param {{ close(): void }} state
   */
  constructor(given, context, state) {
    super(given, context, state);
    this._obey();
  }

  /** @override */
  get _marks() {
    return MARKS;
  }

  /**
   * Has everything that was written so far come out, then calls back.
   * @param {() => void} [callback]
   */
  flush(callback) {
    if (!this.writableEnded) this.write(FLUSH, callback);
    else if (callback === undefined) return;
    else if (this.writableFinished) process.nextTick(callback);
    else this.once('end', callback);
  }
}

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
  const { coder, given, context } = compressor(format, options);
  const state = new native.CompressorStream(/** @type {import('../native').Compressor} */ (coder));
  return new Compress(given, { operation: 'createCompress', ...context }, state);
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createDecompress(format, options) {
  const { coder, given, context } = decompressor(format, options);
  const state = new native.DecompressorStream(/** @type {import('../native').Decompressor} */ (coder));
  return new Decompress(given, { operation: 'createDecompress', ...context }, state);
}

module.exports = { createCompress, createDecompress };
