'use strict';

const { sizeOf } = require('../data/bytes.js');
const { pipelined } = require('../data/pipelined.js');
const { routeOf } = require('../data/route.js');
const native = require('../native.js');
const { ChunkJobs } = require('./chunk-jobs.js');

/** Size, in bytes, above which data is compressed while it is copied. */
const PIPELINED_ABOVE = 4 << 20;

/**
 * The chunks of data that is compressed while it is copied; null where it is not, or where the format or the options do
 * not allow chunks.
 * @param {import('../native').Compressor} compressor
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 */
function chunksOf(compressor, data, options) {
  // Chunks need the number of bytes, which of text is only known after it was encoded.
  if (typeof data === 'string' || routeOf(data, options, PIPELINED_ABOVE) !== 'pipelined') return null;
  return compressor.chunks(sizeOf(data));
}

/**
 * Compresses the data by one job for each chunk. Held at a time are at most one chunk for each thread, the chunks that
 * the last slice completed, and the compressed data.
 * @param {import('../native').Chunks} chunks
 * @param {Uint8Array | Blob} data
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 * @returns {Promise<Buffer>}
 */
function compressPipelined(chunks, data, signal, control) {
  const jobs = new ChunkJobs(chunks, {
    ready: () => undefined,
    start: (last) => chunks.add(new native.Input(), last, control),
    give() {},
  });
  const whole = {
    add: (/** @type {Uint8Array} */ slice) => jobs.add(slice),
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
  return pipelined(data, whole, most, signal, control);
}

module.exports = { chunksOf, compressPipelined };
