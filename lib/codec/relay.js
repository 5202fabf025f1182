'use strict';

const { sizeOf } = require('../bytes.js');
const native = require('../native.js');
const { checkSize, inPieces, isCopied } = require('../pieces.js');
const { Turn } = require('../turn.js');
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
async function relay(chunks, data, signal, control) {
  const size = sizeOf(data);
  const room = new native.Input();
  const jobs = new ChunkJobs(chunks, {
    ready: () => undefined,
    start: (last) => chunks.add(new native.Input(), last, control),
    give() {},
  });
  try {
    await room.reserve(Math.min(size, (chunks.threads + 1) * chunks.size), control);
    checkSize(sizeOf(data), size);
    await inPieces(data, new Turn(signal), (piece) => jobs.add(/** @type {Uint8Array} */ (piece)));
    await jobs.end();
    return await chunks.end(control);
  } finally {
    await jobs.close();
    chunks.close();
    room.release();
  }
}

module.exports = { chunksOf, relay };
