'use strict';

const { performance } = require('node:perf_hooks');
const { MAX_DELAY, duration, optionsOf } = require('../options.js');
const { LAST_ANSWERS } = require('./store-calls.js');

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
 * @param {'JobWorker#close' | 'Jobs#close'} call
 * @param {unknown} options
 */
function closeTimeout(call, options) {
  return duration('options.timeout', optionsOf(call, options).timeout);
}

module.exports = { CloseTimes, Deadline, closeTimeout };
