'use strict';

const native = require('../native.js');
const { NO_INPUT } = require('../stream/batches.js');
const { StreamDriver } = require('./stream-driver.js');
const { decompressorOf } = require('./decompress-settings.js');

/** Decompresses for a stream. */
class DecompressDriver extends StreamDriver {
  #settings;
  /** Bytes that the stream counted before the state was made. */
  #counted = 0;
  /** Whether the data has ended. What follows is ignored. */
  #isOver = false;
  /** Whether the data so far was found to be complete. */
  #isComplete = false;

  /**
   * @param {import('./kinds.js').Kind} kind
   * @param {any} stream
   * @param {number} pieceSize
   * @param {import('./decompress-settings.js').DecompressSettings} settings
   */
  constructor(kind, stream, pieceSize, settings) {
    super(kind, stream, pieceSize);
    this.#settings = settings;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @param {number} flag
   * @override
   */
  async code(batch, flag) {
    if (this.#isOver) return;
    if (batch.size > 0) await this.#decode(batch);
    if (flag === this.kind.flushes.finish) await this.#complete();
  }

  /** @param {import('../stream/batches.js').Batch} batch */
  async #decode(batch) {
    this.#isComplete = false;
    this.#open(batch.pieces[0][0]);
    let wants = await this.#step(batch);
    while (wants === 'output') {
      await this.output.room();
      if (this.stream.destroyed) return;
      wants = await this.#step(NO_INPUT);
    }
    if (wants !== 'nothing') return;
    this.#isOver = true;
    this.output.end();
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @returns {Promise<import('../native').DecompressorStep['wants']>}
   */
  async #step(batch) {
    const { data, wants, consumed } = await this.feed(batch);
    this.stream.bytesWritten = this.#counted + consumed;
    this.push(data);
    return wants;
  }

  /** Fails if the data ends too early. */
  async #complete() {
    if (this.#isOver || this.#isComplete || this.stream.destroyed) return;
    this.#open();
    await this.run({ bytes: 0 }, (control) => this.state.finish(control));
    this.#isComplete = true;
  }

  /** @param {number} [first] the first byte of the data */
  #open(first) {
    if (this.state !== undefined) return;
    this.#counted = this.stream.bytesWritten;
    this.state = new native.DecompressorStream(decompressorOf(this.kind, this.#settings, first));
  }

  /** @override */
  reset() {
    super.reset();
    this.#isOver = false;
    this.#isComplete = false;
  }
}

module.exports = { DecompressDriver };
