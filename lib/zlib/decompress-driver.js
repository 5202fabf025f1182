'use strict';

const native = require('../native.js');
const { Lane } = require('./stream-driver.js');
const { decompressorOf } = require('./decompress.js');

/** What a decompressor wants after a step, with the numbers of src/binding/exports/codec_stream.rs. */
const WANTED = { input: 0, step: 1, nothing: 2 };

/** Decompresses for a stream. */
class UnpackingLane extends Lane {
  #unpacking;
  /** Bytes that the stream counted before the state was made. */
  #counted = 0;
  /** Whether the data is over, and what follows ignored. */
  #isOver = false;
  /** Whether the data was found to be complete, with nothing new since. */
  #isComplete = false;

  /**
   * @param {import('./kinds.js').Kind} kind
   * @param {any} stream
   * @param {number} pieceSize
   * @param {import('./decompress.js').Unpacking} unpacking
   */
  constructor(kind, stream, pieceSize, unpacking) {
    super(kind, stream, pieceSize);
    this.#unpacking = unpacking;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @param {number} flag
   * @override
   */
  async _code(batch, flag) {
    if (this.#isOver) return;
    if (batch.size > 0) await this.#decode(batch);
    if (flag === this.kind.flushes.finish) await this.#complete();
  }

  /** @param {import('../stream/batches.js').Batch} batch */
  async #decode(batch) {
    this.#isComplete = false;
    this.#open(batch.pieces[0][0]);
    let wanted = await this.#step(batch);
    while (wanted === WANTED.step) {
      await this.room();
      if (this.stream.destroyed) return;
      wanted = await this.#step(NO_INPUT);
    }
    if (wanted !== WANTED.nothing) return;
    this.#isOver = true;
    this.stream.push(null);
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @returns {Promise<number>} what is wanted then
   */
  async #step(batch) {
    const [bytes, wanted, consumed] = await this.feed(batch, []);
    this.stream.bytesWritten = this.#counted + consumed;
    this.pass(bytes);
    return wanted;
  }

  /** Fails if the data ends too early. */
  async #complete() {
    if (this.#isOver || this.#isComplete || this.stream.destroyed) return;
    this.#open();
    await this.job(0, (control) => this.state.finish(control));
    this.#isComplete = true;
  }

  /** @param {number} [first] the first byte of the data */
  #open(first) {
    if (this.state !== undefined) return;
    this.#counted = this.stream.bytesWritten;
    this.state = new native.DecompressorStream(decompressorOf(this.kind, this.#unpacking, first));
  }

  /** @override */
  reset() {
    super.reset();
    this.#isOver = false;
    this.#isComplete = false;
  }
}

/** @type {import('../stream/batches.js').Batch} */
const NO_INPUT = { pieces: [], size: 0 };

module.exports = { UnpackingLane };
