'use strict';

/** @typedef {InstanceType<typeof import('./pool-worker.js').PoolWorker>} Worker */

/** The place of a worker that has none. */
const NO_PLACE = -1;

/**
 * Workers that are started ahead, beside those that have a place, so that a task that needs a fresh one does not wait for
 * its start. They are started when a task is begun; one that is not needed for the pool's idle time is stopped.
 */
class SpareWorkers {
  /** @type {Set<Worker>} */
  #workers = new Set();
  #wanted;
  #start;
  #areOfUse;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {(place: number) => Worker} start
   */
  constructor({ spareWorkers, recycleAfter }, start) {
    this.#wanted = spareWorkers;
    this.#start = start;
    this.#areOfUse = recycleAfter.tasks !== Infinity;
  }

  get all() {
    return [...this.#workers];
  }

  /** Tasks have tenants: from now on fresh workers are needed again and again. */
  becomeOfUse() {
    this.#areOfUse = true;
  }

  /** Whether there are fewer than there should be. */
  get isShort() {
    return this.#areOfUse && this.#workers.size < this.#wanted;
  }

  get hasAny() {
    return this.#workers.size > 0;
  }

  /** Starts one more. */
  add() {
    this.#workers.add(this.#start(NO_PLACE));
  }

  /** Removes one, if there is one: one that is ready before one that is starting. */
  take() {
    const worker = this.all.find(({ isReady }) => isReady) ?? this.all[0];
    if (worker !== undefined) this.#workers.delete(worker);
    return worker;
  }

  /** @param {Worker} worker */
  has(worker) {
    return this.#workers.has(worker);
  }

  /** @param {Worker} worker */
  delete(worker) {
    this.#workers.delete(worker);
  }
}

module.exports = { SpareWorkers };
