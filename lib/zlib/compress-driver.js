'use strict';

const native = require('../native.js');
const { BROTLI, DEFLATE, THEN } = require('./flushes.js');
const { Lane } = require('./stream-driver.js');
const { compressorOf } = require('./compress.js');

/** Compresses for a stream. */
class PackingLane extends Lane {
  #packing;
  /** Whether the compressed data has ended. */
  #isOver = false;

  /**
   * @param {import('./kinds.js').Kind} kind
   * @param {any} stream
   * @param {number} pieceSize
   * @param {import('./compress.js').Packing} packing
   */
  constructor(kind, stream, pieceSize, packing) {
    super(kind, stream, pieceSize);
    this.#packing = packing;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @param {number} flag
   * @override
   */
  async _code(batch, flag) {
    const then = this.kind.flushes.thens[flag];
    if (batch.size === 0 && (then === THEN.wait || (then === THEN.end && this.#isOver))) return;
    if (this.#isOver) this.#refuse();
    this.#open();
    const bytes = await this.feed(batch, [then]);
    this.#isOver = then === THEN.end;
    this.stream.bytesWritten += batch.size;
    this.pass(bytes);
  }

  /**
   * @param {import('./stream-driver.js').Request} request
   * @override
   */
  async _retune({ level = 0, strategy }) {
    this.#packing = {
      ...this.#packing,
      coder: undefined,
      level,
      tuning: { ...this.#packing.tuning, strategy },
    };
    if (this.state === undefined) return;
    this.pass(await this.job(0, (control) => this.state.retune(level, strategy, control)));
  }

  /** @override */
  reset() {
    super.reset();
    this.#isOver = false;
  }

  #open() {
    this.state ??= new native.CompressorStream(compressorOf(this.kind, this.#packing));
  }

  /** What a flush ended goes on in another frame of zstd; the other formats have one end. */
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

module.exports = { PackingLane };
