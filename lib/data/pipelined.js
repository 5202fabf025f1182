'use strict';

const { sizeOf } = require('./bytes.js');
const native = require('../native.js');
const { checkSize, inPieces } = require('./slices.js');
const { Turn } = require('./loop-budget.js');

/**
 * Jobs on data that comes piece by piece.
 * @template T
 * @typedef {object} Jobs
 * @property {(piece: any) => unknown} add copies the next piece; what it returns is awaited
 * @property {() => Promise<T>} finish the result, when all pieces were added
 * @property {() => Promise<unknown>} close waits for jobs under way, whatever becomes of them, and frees everything
 */

/**
 * Has the jobs work on the data while it is copied, with room for `most` bytes of it at a time.
 * @template T
 * @param {string | Uint8Array | Blob} data
 * @param {Jobs<T>} jobs
 * @param {number} most
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 * @returns {Promise<T>}
 */
async function relay(data, jobs, most, signal, control) {
  const size = sizeOf(data);
  const room = new native.Input();
  try {
    await room.reserve(most, control);
    checkSize(sizeOf(data), size);
    await inPieces(data, new Turn(signal), (piece) => jobs.add(piece));
    return await jobs.finish();
  } finally {
    await jobs.close();
    room.release();
  }
}

module.exports = { relay };
