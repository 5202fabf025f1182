'use strict';

const native = require('../native.js');
const { NO_INPUT } = require('../stream/batches.js');
const { StreamWork, patient } = require('../stream/stream-work.js');
const { CodecStream, FLUSH_MARKS } = require('./codec-stream.js');
const { ParallelCompress } = require('./parallel-compress.js');
const { compressRequest, decompressRequest } = require('./request.js');

const { FlushMode } = native;

/** Compresses what is written to a stream. */
class Compress extends StreamWork {
  /** @override */
  get marks() {
    return FLUSH_MARKS;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async batch(batch) {
    this.output.push(await this.feed(batch, [batch.mark === undefined ? FlushMode.None : FlushMode.Sync]));
  }

  /** @override */
  async end() {
    this.output.push(await this.feed(NO_INPUT, [FlushMode.Finish]));
  }
}

/** Decompresses what is written to a stream. */
class Decompress extends StreamWork {
  #isOver = false;

  /** @override */
  get marks() {
    return FLUSH_MARKS;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async batch(batch) {
    if (this.#isOver || batch.size === 0) return;
    let wants = await this.#step(batch);
    while (wants === 'output') {
      await this.output.room();
      if (this.output.isClosed) return;
      wants = await this.#step(NO_INPUT);
    }
    if (wants !== 'nothing') return;
    // The readable side can end now: what is written after the end of the data is ignored.
    this.#isOver = true;
    this.output.end();
  }

  /** @override */
  async end() {
    await this.run({}, (control) => this.state.finish(control));
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @returns {Promise<import('../native').DecompressorStep['wants']>}
   */
  async #step(batch) {
    const { data, wants } = await this.feed(batch);
    this.output.push(data);
    return wants;
  }
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function createCompress(format, options) {
  return compressStream('createCompress', format, options);
}

/**
 * As createCompress, for what has been begun to be sent: see `patient`.
 * @param {unknown} format
 * @param {unknown} options
 */
function createPatientCompress(format, options) {
  const { codec, given, context } = compressRequest('createCompress', format, options);
  const work = compressWork(codec, given, { operation: 'createCompress', ...context });
  return new CodecStream(given, patient(work));
}

/**
 * @param {'createCompress' | 'compressionStream'} call
 * @param {unknown} format
 * @param {unknown} options
 */
function compressStream(call, format, options) {
  const { codec, given, context } = compressRequest(call, format, options);
  return new CodecStream(given, compressWork(codec, given, { operation: 'createCompress', ...context }));
}

/**
 * @param {import('../native').Compressor} compressor
 * @param {Record<string, any>} given
 * @param {Record<string, unknown>} context
 */
function compressWork(compressor, given, context) {
  const chunks = given.threads === undefined ? null : compressor.chunks();
  if (chunks !== null) return new ParallelCompress(context, chunks);
  return new Compress(context, new native.CompressorStream(compressor));
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function createDecompress(format, options) {
  return decompressStream('createDecompress', format, options);
}

/**
 * @param {'createDecompress' | 'decompressionStream'} call
 * @param {unknown} format
 * @param {unknown} options
 */
function decompressStream(call, format, options) {
  const { codec, given, context } = decompressRequest(call, format, options);
  const state = new native.DecompressorStream(codec);
  return new CodecStream(given, new Decompress({ operation: 'createDecompress', ...context }, state));
}

module.exports = {
  compressStream,
  createCompress,
  createDecompress,
  createPatientCompress,
  decompressStream,
};
