'use strict';

const { BYTES_A_TURN } = require('../data/loop-budget.js');
const { addSlice } = require('../data/native-input.js');
const { pipelined } = require('../data/pipelined.js');
const native = require('../native.js');

/** How many slices may wait, copied, while a job digests as many. */
const SLICES = 4;

/**
 * Digests the data by one job after the other. Each digests the slices that were copied while the job before it ran. At
 * most twice `SLICES` are held at a time, in memory that is used again.
 * @param {Array<import('../native').Digest>} digests
 * @param {string | Uint8Array | Blob} data
 * @param {number} encoding
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 * @returns {Promise<any[]>} one value for each digest
 */
function digestPipelined(digests, data, encoding, signal, control) {
  const jobs = new DigestJobs(new native.HashStream(digests), encoding, control);
  return pipelined(data, jobs, 2 * SLICES * BYTES_A_TURN, signal, control);
}

/** Jobs on one native state, one at a time. */
class DigestJobs {
  #state;
  #encoding;
  #control;
  /** The job that runs, or the one that has failed. @type {Promise<void> | undefined} */
  #job;
  /** Slices for the next job. @type {import('../native').Input | undefined} */
  #next;
  #slices = 0;

  /**
   * @param {import('../native').HashStream} state
   * @param {number} encoding
   * @param {import('../native').Control} [control]
   */
  constructor(state, encoding, control) {
    this.#state = state;
    this.#encoding = encoding;
    this.#control = control;
  }

  /**
   * Copies the slice for the next job. Returns a promise of the end of the job that runs when enough is copied.
   * @param {string | Uint8Array} slice
   */
  add(slice) {
    this.#next ??= new native.Input();
    addSlice(this.#next, slice);
    this.#slices += 1;
    if (this.#job === undefined) this.#start();
    return this.#slices < SLICES ? undefined : this.#job;
  }

  async finish() {
    while (this.#job !== undefined) await this.#job;
    return this.#state.finish(this.#encoding, this.#control);
  }

  /** Waits for the job that runs, and frees everything. */
  async close() {
    this.#next?.release();
    this.#next = undefined;
    await this.#job?.catch(() => {});
    this.#state.close();
  }

  #start() {
    const input = /** @type {import('../native').Input} */ (this.#next);
    this.#next = undefined;
    this.#slices = 0;
    this.#job = this.#state.startInput(input, this.#control).then(() => {
      this.#job = undefined;
      if (this.#next !== undefined) this.#start();
    });
    // `add`, `finish` or `close` awaits it later; until then a failure must not count as an unhandled rejection.
    this.#job.catch(() => {});
  }
}

module.exports = { digestPipelined };
