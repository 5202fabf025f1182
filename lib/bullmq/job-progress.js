'use strict';

const NONE = Symbol('none');

/**
 * The progress of a job. One write is under way at a time; of the values that come meanwhile the newest is kept. A write that
 * fails is reported, and the job goes on.
 */
class JobProgress {
  #job;
  #report;
  /** @type {unknown} */
  #newest = NONE;
  /** @type {Promise<void> | undefined} */
  #writing;

  /**
   * @param {import('bullmq').Job} job
   * @param {(error: unknown) => void} report
   */
  constructor(job, report) {
    this.#job = job;
    this.#report = report;
  }

  /** @param {any} value */
  update(value) {
    // JSON has no undefined, and BullMQ's QueueEvents stops at a progress that is not JSON.
    this.#newest = value ?? null;
    this.#writing ??= this.#write();
  }

  async #write() {
    while (this.#newest !== NONE) {
      const value = /** @type {import('bullmq').JobProgress} */ (this.#newest);
      this.#newest = NONE;
      await this.#job.updateProgress(value).catch(this.#report);
    }
    this.#writing = undefined;
  }

  /** Settles when all of it is written; undefined where it is already. */
  finish() {
    return this.#writing;
  }
}

module.exports = { JobProgress };
