'use strict';

const { sizeOf } = require('./bytes.js');
const { LoopBudget, checkSize, inSlices } = require('./loop-budget.js');
const { reserved } = require('./native-input.js');

/**
 * Jobs on data that arrives slice by slice.
 * @template T
 * @typedef {object} Jobs
 * @property {(slice: any) => unknown} add copies the next slice; what it returns is awaited
 * @property {() => Promise<T>} finish the result, after all slices were added
 * @property {() => Promise<unknown>} close waits for the jobs that run, even if they fail, and frees everything
 */

/**
 * Runs jobs on the data while it is copied. They hold at most `most` bytes of it at a time, for which room is reserved
 * first.
 * @template T
 * @param {string | Uint8Array | Blob} data
 * @param {Jobs<T>} jobs
 * @param {number} most
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 * @returns {Promise<T>}
 */
async function pipelined(data, jobs, most, signal, control) {
  const size = sizeOf(data);
  let room;
  try {
    room = await reserved(most, { control });
    checkSize(sizeOf(data), size);
    await inSlices(data, new LoopBudget(signal), (slice) => jobs.add(slice));
    return await jobs.finish();
  } finally {
    await jobs.close();
    room?.release();
  }
}

module.exports = { pipelined };
