'use strict';

/** @typedef {import('bullmq').Job} Job */
/** @typedef {import('../workers/pool/task-runner.js').StartedTask} StartedTask */

/** A job while it runs. */
class RunningJob {
  /** That of its cancellation, if it was cancelled. @type {AbortSignal | undefined} */
  signal;
  /** @type {StartedTask | undefined} */
  #task;

  /**
   * @param {Job} job
   * @param {string} token of its lock
   */
  constructor(job, token) {
    this.job = job;
    this.token = token;
  }

  /** @param {StartedTask} task */
  began(task) {
    this.#task = task;
    // Code of its arguments, such as a getter, may have cancelled it.
    if (this.signal !== undefined) task.cancel(this.signal.reason);
  }

  /** @param {unknown} reason */
  cancel(reason) {
    if (this.signal !== undefined) return;
    this.signal = AbortSignal.abort(reason);
    this.#task?.cancel(this.signal.reason);
  }
}

/** The jobs that a worker runs, by their ids. */
class RunningJobs {
  /** @type {Map<string, RunningJob>} */
  #jobs = new Map();

  /**
   * @param {Job} job
   * @param {string} token
   */
  add(job, token) {
    const running = new RunningJob(job, token);
    this.#jobs.set(String(job.id), running);
    return running;
  }

  /** @param {RunningJob} running */
  delete(running) {
    const id = String(running.job.id);
    // After the loss of its lock the same worker may have the job again.
    if (this.#jobs.get(id) === running) this.#jobs.delete(id);
  }

  /**
   * @param {string} id
   * @param {unknown} [reason]
   * @returns {boolean} whether the job runs
   */
  cancel(id, reason) {
    const running = this.#jobs.get(id);
    running?.cancel(reason);
    return running !== undefined;
  }

  /** @param {unknown} [reason] */
  cancelAll(reason) {
    for (const running of this.#jobs.values()) running.cancel(reason);
  }
}

module.exports = { RunningJobs };
