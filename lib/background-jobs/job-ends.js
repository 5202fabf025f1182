'use strict';

const { EventEmitter } = require('node:events');
const { settlesWithin } = require('../bullmq/store-calls.js');
const { AbortError } = require('../errors.js');

/** @typedef {import('bullmq').Job} Job */
/**
 * What was added. `removal`: once it is cancelled, with the error for those who wait for it, where it was removed.
 * @typedef {{ job: Job, removal?: Promise<Error | undefined> }} Added
 */

/** The event that concerns every job. */
const OF_ALL = Symbol('all');

/** What BullMQ answers for a job that is not there, for one that has not ended, and for one that has completed. */
const [MISSING, NOT_ENDED, COMPLETED] = [-1, 0, 1];

/** Milliseconds within which the end of a job is heard that was removed with it: PostgreSQL is looked at once a second. */
const ON_ITS_WAY = 3000;

/**
 * How jobs of a queue end, for those who wait for it. BullMQ's `waitUntilFinished` is not used: where the store fails while it
 * asks whether the job has ended, it never settles, and its rejection is unhandled.
 */
class JobEnds {
  #queue;
  #events;
  #calls;
  /** Why no end of a job is heard: by its id, or of all. */
  #lost = new EventEmitter().setMaxListeners(0);

  /**
   * @param {import('bullmq').Queue} queue
   * @param {import('bullmq').QueueEvents} events
   * @param {InstanceType<typeof import('../bullmq/store-calls.js').StoreCalls>} calls
   */
  constructor(queue, events, calls) {
    this.#queue = queue;
    this.#events = events;
    this.#calls = calls;
    // Each call that waits for a job listens.
    events.setMaxListeners(0);
    events.on('removed', ({ jobId }) => this.lose(jobId, new AbortError()));
  }

  /** The result of a job. @param {Added} added */
  async of(added) {
    const id = String(added.job.id);
    /** @type {(result: any) => void} */
    let end = () => {};
    /** @type {(error: Error) => void} */
    let fail = () => {};
    const heard = new Promise((resolve, reject) => {
      [end, fail] = [resolve, reject];
    });
    const completed = (/** @type {any} */ { returnvalue }) => end(returnvalue);
    const failed = (/** @type {any} */ { failedReason }) => fail(new Error(failedReason));
    const events = /** @type {EventEmitter} */ (this.#events);
    events.on(`completed:${id}`, completed).on(`failed:${id}`, failed);
    this.#lost.on(id, fail).on(OF_ALL, fail);
    try {
      // It may have ended before it was listened to.
      return await Promise.race([heard, this.#ask(added, heard)]);
    } catch (error) {
      // A job that was removed is not there, maybe before this process hears of it.
      throw (await added.removal?.catch(() => undefined)) ?? error;
    } finally {
      events.off(`completed:${id}`, completed).off(`failed:${id}`, failed);
      this.#lost.off(id, fail).off(OF_ALL, fail);
    }
  }

  /**
   * The result of a job that has ended, or the error of one that has failed or is not there; or else what is heard.
   * @param {Added} added
   * @param {Promise<any>} heard
   */
  async #ask({ job, removal }, heard) {
    const id = String(job.id);
    const [status, value] = await this.#calls.run(async (step) => {
      await step(this.#events.waitUntilReady());
      return step(/** @type {any} */ (this.#queue.getBackend()).isFinished(id, true));
    });
    if (status === COMPLETED) return JSON.parse(value);
    if (status === NOT_ENDED) return heard;
    if (status === MISSING && removal === undefined && (await settlesWithin(ON_ITS_WAY, heard))) return heard;
    throw new Error(value);
  }

  /**
   * @param {string} id of a job whose end is not heard
   * @param {Error} error for those who wait for it
   */
  lose(id, error) {
    this.#lost.emit(id, error);
  }

  /** @param {Error} error for all who wait, also for the store */
  loseAll(error) {
    this.#calls.end(error);
    this.#lost.emit(OF_ALL, error);
  }
}

module.exports = { JobEnds };
