'use strict';

const native = require('../native.js');
const { BROTLI, DEFLATE, FlushMode } = require('./flushes.js');
const { StreamDriver } = require('./stream-driver.js');
const { compressorOf } = require('./compress-settings.js');

/** Compresses for a stream. */
class CompressDriver extends StreamDriver {
  #settings;
  /** Whether the compressed data has ended. */
  #isOver = false;

  /**
   * @param {import('./kinds.js').Kind} kind
   * @param {any} stream
   * @param {number} pieceSize
   * @param {import('./compress-settings.js').CompressSettings} settings
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
    const then = this.kind.flushes.modes[flag];
    if (this.#isOver && batch.size === 0 && (then === FlushMode.None || then === FlushMode.Finish)) return;
    if (this.#isOver) this.#refuse();
    this.#open();
    const bytes = await this.feed(batch, [then]);
    this.#isOver = then === FlushMode.Finish;
    this.stream.bytesWritten += batch.size;
    this.push(bytes);
  }

  /**
   * @param {import('./stream-driver.js').Request} request
   * @override
   */
  async retune({ level = 0, strategy }) {
    this.#settings = {
      ...this.#settings,
      compressor: undefined,
      level,
      tuning: { ...this.#settings.tuning, strategy },
    };
    if (this.state === undefined) return;
    this.push(await this.run({ bytes: 0 }, (control) => this.state.retune(level, strategy, control)));
  }

  /** @override */
  reset() {
    super.reset();
    this.#isOver = false;
  }

  #open() {
    this.state ??= new native.CompressorStream(compressorOf(this.kind, this.#settings));
  }

  /** In zstd another frame follows one that a flush has ended. The other formats end only once. */
  #refuse() {
    if (this.kind.flushes === DEFLATE) throw ended('stream error', -2, 'Z_STREAM_ERROR');
    if (this.kind.flushes === BROTLI) throw ended('Compression failed', -1, 'ERR_BROTLI_COMPRESSION_FAILED');
  }
}

/**
 * node:zlib's error for data after the end.
 * @param {string} message
 * @param {number} errno
 * @param {string} code
 */
function ended(message, errno, code) {
  return Object.assign(new Error(message), { errno, code });
}

module.exports = { CompressDriver };
