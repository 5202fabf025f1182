'use strict';

/** Who waits for the first workers, and how many workers there should be without any task. */
class Readiness {
  /** @type {{ resolve: () => void, reject: (error: Error) => void }[]} */
  #waiting = [];
  #isOver = false;
  #crew;
  #minWorkers;

  /**
   * @param {InstanceType<typeof import('./worker-set.js').Crew>} crew
   * @param {number} minWorkers
   */
  constructor(crew, minWorkers) {
    this.#crew = crew;
    this.#minWorkers = minWorkers;
  }

  /** None for their own sake when starting them does not work, or the pool is closed. */
  get minimum() {
    if (this.#isOver) return 0;
    if (this.#waiting.length > 0) return this.#wanted;
    return this.#crew.guard.hasGivenUp ? 0 : this.#minWorkers;
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
    if (this.#crew.ready.length >= this.#wanted) this.#takeAll().forEach(({ resolve }) => resolve());
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
