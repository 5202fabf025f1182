'use strict';

const { EventEmitter } = require('node:events');
const { AbortError } = require('../errors.js');

/** @typedef {import('bullmq').Job} Job */
/**
 * What was added. `removal`: once it is cancelled, with the error for those who wait for it, where it was removed.
 * @typedef {{ job: Job, removal?: Promise<Error | undefined> }} Added
 */

/** The event that concerns every job. */
const OF_ALL = Symbol('all');

/** How jobs of a queue end, for those who wait for it. */
class JobEnds {
  #events;
  /** Why no end of a job is heard: by its id, or of all. */
  #lost = new EventEmitter().setMaxListeners(0);

  /**
   * @param {import('bullmq').Queue} queue
   * @param {import('bullmq').QueueEvents} events
   */
  constructor(queue, events) {
    this.#events = events;
    // Each call that waits for a job listens to both.
    queue.setMaxListeners(0);
    events.setMaxListeners(0);
    events.on('removed', ({ jobId }) => this.lose(jobId, new AbortError()));
  }

  /** The result of a job. @param {Added} added */
  async of(added) {
    const { job } = added;
    const id = String(job.id);
    /** @type {(error: Error) => void} */
    let fail = () => {};
    const lost = new Promise((_resolve, reject) => {
      fail = reject;
    });
    this.#lost.on(id, fail).on(OF_ALL, fail);
    try {
      return await Promise.race([job.waitUntilFinished(this.#events), lost]);
    } catch (error) {
      // BullMQ fails for a job that is not there, maybe before this process hears that it was removed.
      throw (await added.removal?.catch(() => undefined)) ?? error;
    } finally {
      this.#lost.off(id, fail).off(OF_ALL, fail);
    }
  }

  /**
   * @param {string} id of a job whose end is not heard
   * @param {Error} error for those who wait for it
   */
  lose(id, error) {
    this.#lost.emit(id, error);
  }

  /** @param {Error} error for all who wait */
  loseAll(error) {
    this.#lost.emit(OF_ALL, error);
  }
}

module.exports = { JobEnds };
