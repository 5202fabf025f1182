'use strict';

const { monotonic } = require('../../clock.js');
const { framesOf, trace } = require('../frames.js');

/** @typedef {import('../frames.js').Trace} Trace */

/** Jobs that are followed at a time. */
const MOST_OPEN = 1000;
/** Stacks that are taken in each period, in milliseconds: one costs about as much as the start of a job. */
const MOST_TRACES = 10;
const PERIOD = 100;
const MOST_FRAMES = 16;
/** Stacks of one job: its start, and those of the jobs and the stream that led to it. */
const MOST_LED = 4;

/** A job of libuv's threads from its start to its end. */
class Job {
  /** @type {import('../frames.js').Frame[][] | undefined} */
  #stacks;

  /**
   * @param {string} name
   * @param {Trace[]} traces where it began, and what led to it
   */
  constructor(name, traces) {
    this.name = name;
    this.traces = traces;
  }

  get stacks() {
    this.#stacks ??= this.traces.map(framesOf);
    return this.#stacks;
  }
}

/**
 * The jobs that one thread has given to libuv's threads and that have not ended, in their order. libuv takes them in this
 * order, so that the first ones are those that run.
 */
class OpenJobs {
  /** @type {Set<Job>} */
  #open = new Set();
  #traces = 0;
  #period = 0;
  /** The job whose callback runs now: what begins in it has no stack of the program's own. @type {Job | undefined} */
  #cause;

  /** @param {() => void} onGiven when a job has been given to libuv */
  constructor(onGiven) {
    this.onGiven = onGiven;
  }

  get size() {
    return this.#open.size;
  }

  /**
   * The jobs that began first.
   * @param {number} most
   */
  oldest(most) {
    const found = [];
    for (const job of this.#open) {
      if (found.length === most) break;
      found.push(job);
    }
    return found;
  }

  /**
   * @param {string} name
   * @param {Trace} [origin] where its stream was made
   * @returns {Job | undefined} to be given to libuv now; undefined where too many are open
   */
  start(name, origin) {
    if (this.#open.size >= MOST_OPEN) return undefined;
    const led = [this.trace(), origin, ...(this.#cause?.traces ?? [])];
    const job = new Job(name, led.filter((taken) => taken !== undefined).slice(0, MOST_LED));
    this.#open.add(job);
    return job;
  }

  /** The stack, as long as not too many were taken. */
  trace() {
    const now = monotonic();
    if (now - this.#period > PERIOD) {
      this.#period = now;
      this.#traces = 0;
    }
    this.#traces += 1;
    return this.#traces > MOST_TRACES ? undefined : trace(MOST_FRAMES);
  }

  /**
   * It has given its thread back, and waits behind the others for the next.
   * @param {Job} job
   */
  requeue(job) {
    if (this.#open.delete(job)) this.#open.add(job);
  }

  /** @param {Job} job */
  end(job) {
    this.#open.delete(job);
  }

  /**
   * @param {Job} job that has ended
   * @param {() => unknown} callback
   */
  callBack(job, callback) {
    this.end(job);
    const before = this.#cause;
    this.#cause = job;
    try {
      return callback();
    } finally {
      this.#cause = before;
    }
  }
}

module.exports = { OpenJobs };
