'use strict';

const { performance } = require('node:perf_hooks');
const { MAX_DELAY, duration, optionsOf } = require('../options.js');
const { LAST_ANSWERS, giveUp, givenUp } = require('./store-calls.js');

/** The part of the time of a close that jobs have at least. */
const JOBS_PART = 0.5;

/** A time that only comes nearer. */
class Deadline {
  #at = Infinity;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {() => void} */
  #reach = () => {};
  /** Settles when it is there. @type {Promise<void>} */
  reached = new Promise((resolve) => {
    this.#reach = resolve;
  });

  /** Milliseconds until then, at least 0. */
  get left() {
    return Math.max(0, this.#at - performance.now());
  }

  /** @param {number} delay in milliseconds; Infinity for never */
  in(delay) {
    const at = performance.now() + delay;
    if (at >= this.#at) return;
    this.#at = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#reach, Math.min(delay, MAX_DELAY));
  }

  /** It is not waited for any more. */
  clear() {
    clearTimeout(this.#timer);
  }
}

/**
 * The times of a close of a JobWorker: until jobs that run are moved back to where they wait, and until the store is given up,
 * which has to answer to that.
 */
class CloseTimes {
  #answers;
  jobs = new Deadline();
  store = new Deadline();

  /**
   * @param {import('./options.js').Settings} settings
   * @param {number | undefined} timeout of the first call: with one, `closeTimeout` does not count
   */
  constructor({ onShutdown, closeTimeout, gracePeriod }, timeout) {
    this.#answers = gracePeriod + LAST_ANSWERS;
    if (onShutdown === 'requeue') this.jobs.in(0);
    else if (timeout === undefined) this.jobs.in(closeTimeout);
  }

  /** @param {number | undefined} timeout milliseconds for all of it; a later one can only make it shorter */
  limit(timeout = Infinity) {
    this.jobs.in(Math.max(timeout * JOBS_PART, timeout - this.#answers));
    this.store.in(timeout);
  }

  /** Jobs that run have been moved back: the store has to answer. */
  jobsMoved() {
    this.store.in(this.#answers);
  }

  clear() {
    this.jobs.clear();
    this.store.clear();
  }
}

/**
 * Closes BullMQ's worker when the jobs that it has are over, or, where the store does not answer to that, ends its connections.
 * The jobs come back then when their locks have expired.
 * @param {import('bullmq').Worker} worker
 * @param {CloseTimes} times
 * @param {unknown} reason for jobs that are moved back
 * @param {(error: unknown) => void} report
 * @returns {Promise<boolean>} whether the store has answered
 */
async function closeWorker(worker, times, reason, report) {
  // It takes no more jobs.
  const closed = worker.close().then(() => true);
  const isAnswered = await Promise.race([closed, hurry(worker, times, reason)]);
  if (isAnswered) return true;
  try {
    giveUp(worker);
  } catch (error) {
    report(error);
  }
  report(givenUp(worker.name));
  return false;
}

/**
 * Moves the jobs that run for too long back to where they wait. Settles when the store has not answered to that.
 * @param {import('bullmq').Worker} worker
 * @param {CloseTimes} times
 * @param {unknown} reason
 */
async function hurry(worker, times, reason) {
  await times.jobs.reached;
  worker.cancelAllJobs(/** @type {any} */ (reason));
  times.jobsMoved();
  await times.store.reached;
  return false;
}

/**
 * @param {'JobWorker#close' | 'Jobs#close'} call
 * @param {unknown} options
 */
function timeoutOfClose(call, options) {
  return duration('options.timeout', optionsOf(call, options).timeout);
}

module.exports = { CloseTimes, Deadline, closeWorker, timeoutOfClose };
