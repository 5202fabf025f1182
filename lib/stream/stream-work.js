'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { reserved } = require('../data/native-input.js');
const { startJoined } = require('../data/start-job.js');
const { fromNative } = require('../errors.js');
const { NO_OPTIONS, run } = require('../job.js');
const native = require('../native.js');

/** @typedef {import('./batches.js').Batch} Batch */
/** @typedef {InstanceType<typeof import('./readable-gate.js').ReadableGate>} ReadableGate */

/**
 * The work of one stream on the thread pool: jobs on a native state, one after the other, all of which `close` cancels.
 * A subclass says in `batch` what is done with a batch of what was written, and in `end` what is done when all was.
 */
class StreamWork {
  #control = new native.Control();
  #context;
  /** Where the output goes. The stream sets it before any work begins. @type {ReadableGate} */
  output = /** @type {any} */ (undefined);

  /**
   * @param {Record<string, unknown>} context published to tracing subscribers with each job
   * @param {any} [state] the native state; it may come later
   */
  constructor(context, state) {
    this.#context = context;
    /** @type {any} */
    this.state = state;
  }

  /** Empty chunks that represent requests among the data. @returns {import('./batches.js').Marks} */
  get marks() {
    return NO_MARKS;
  }

  /**
   * @param {Batch} _batch
   * @returns {Promise<void>}
   */
  async batch(_batch) {}

  /** @returns {Promise<void>} */
  async end() {}

  /**
   * Cancels the jobs and frees the native state.
   * @param {Error | null} [_error] why the stream was destroyed
   */
  close(_error) {
    this.#control.cancel();
    this.state?.close();
  }

  /**
   * Runs one native call.
   * @template T
   * @param {Record<string, unknown>} context added to that of the work
   * @param {(control: import('../native').Control) => Promise<T>} start
   */
  run(context, start) {
    return run({ ...this.#context, ...context }, NO_OPTIONS, async () => start(this.#control));
  }

  /**
   * Hands a batch to the native state as one job.
   * @template T
   * @param {Batch} batch
   * @param {unknown[]} [args] of the native method, after the data
   * @returns {Promise<T>}
   */
  feed({ pieces, size }, args = []) {
    return this.run({ bytes: size }, (control) => startJoined(this.state, pieces, size, args, control));
  }

  /**
   * The right to hold `bytes` of native memory, for a job that takes it.
   * @param {number} bytes
   */
  async reserve(bytes) {
    try {
      return await reserved(bytes, { control: this.#control });
    } catch (failure) {
      throw fromNative(failure);
    }
  }
}

/** Milliseconds before a job that found no room is tried again: at first, and at most. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/**
 * Has the jobs of a work wait where the queue is full, instead of failing: for a stream whose beginning has been sent
 * already, so that nothing can be answered in its place. A job that is refused has taken none of its input.
 * @template {StreamWork} Work
 * @param {Work} work
 * @returns {Work}
 */
function patient(work) {
  const once = work.run.bind(work);
  work.run = async (context, start) => {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        return await once(context, start);
      } catch (/** @type {any} */ error) {
        if (error.code !== 'ERR_QUEUE_FULL' || work.output.isClosed) throw error;
      }
      await sleep(pause);
    }
  };
  return work;
}

/** @type {import('./batches.js').Marks} */
const NO_MARKS = new Set();

module.exports = { StreamWork, patient };
