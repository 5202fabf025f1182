'use strict';

const { sizeOf } = require('../data/bytes.js');
const native = require('../native.js');
const { isCopied } = require('../data/slices.js');
const { relay } = require('../data/pipelined.js');
const { ChunkJobs } = require('./chunk-jobs.js');

/** From this much on, in bytes, data is compressed while it is copied. */
const FROM = 4 << 20;

/**
 * The chunks in which the data is compressed while it is copied. None where it is small, is not copied, or cannot be
 * compressed in chunks.
 * @param {import('../native').Compressor} coder
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 */
function chunksOf(coder, data, options) {
  // How many bytes of UTF-8 a text has is only known when it was written.
  if (typeof data === 'string' || sizeOf(data) <= FROM || !isCopied(data, options)) return null;
  return coder.chunks(sizeOf(data));
}

/**
 * Compresses the data by one job for each chunk. No more is held than a chunk for each thread, those that the piece
 * just copied made full, and what comes out.
 * @param {import('../native').Chunks} chunks
 * @param {Uint8Array | Blob} data
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 * @returns {Promise<Buffer>}
 */
function compressCopying(chunks, data, signal, control) {
  const jobs = new ChunkJobs(chunks, {
    ready: () => undefined,
    start: (last) => chunks.add(new native.Input(), last, control),
    give() {},
  });
  const whole = {
    add: (/** @type {Uint8Array} */ piece) => jobs.add(piece),
    async finish() {
      await jobs.end();
      return chunks.end(control);
    },
    async close() {
      await jobs.close();
      chunks.close();
    },
  };
  const most = Math.min(sizeOf(data), (chunks.threads + 1) * chunks.size);
  return relay(data, whole, most, signal, control);
}

module.exports = { chunksOf, compressCopying };
