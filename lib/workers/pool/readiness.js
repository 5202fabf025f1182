'use strict';

/** The callers of `ready()`, and how many workers there should be without any task. */
class Readiness {
  /** @type {{ resolve: () => void, reject: (error: Error) => void }[]} */
  #waiting = [];
  #isOver = false;
  #workers;
  #minWorkers;

  /**
   * @param {InstanceType<typeof import('./worker/worker-set.js').WorkerSet>} workers
   * @param {number} minWorkers
   */
  constructor(workers, minWorkers) {
    this.#workers = workers;
    this.#minWorkers = minWorkers;
  }

  /** How many workers to start without any task: 0 when starting them does not work, or the pool is closed. */
  get minimum() {
    if (this.#isOver) return 0;
    if (this.#waiting.length > 0) return this.#wanted;
    return this.#workers.hasGivenUp ? 0 : this.#minWorkers;
  }

  get #wanted() {
    return Math.max(1, this.#minWorkers);
  }

  /** @returns {Promise<void>} settles when as many workers as the pool always has are ready, and one at least */
  wait() {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.check();
    });
  }

  check() {
    if (this.#workers.ready.length >= this.#wanted) this.#takeAll().forEach(({ resolve }) => resolve());
  }

  /** @param {Error} error */
  fail(error) {
    this.#takeAll().forEach(({ reject }) => reject(error));
  }

  /** @param {Error} error */
  close(error) {
    this.#isOver = true;
    this.fail(error);
  }

  #takeAll() {
    return this.#waiting.splice(0);
  }
}

module.exports = { Readiness };
