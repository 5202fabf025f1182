'use strict';

const { claim } = require('../wire/claims.js');

/**
 * When tasks begin: at once, or, of those that the pool gave ahead, when the one before has ended, unless the pool has taken
 * them back. Then their round is over.
 * @template {{ round?: number }} T
 */
class Rounds {
  /** @type {T[]} */
  #waiting = [];
  #running = 0;
  #hasStopped = false;
  #word;
  #run;

  /**
   * @param {import('../wire/claims.js').Word | undefined} word undefined where nothing is given ahead
   * @param {(given: T) => Promise<unknown>} run
   */
  constructor(word, run) {
    this.#word = word;
    this.#run = run;
  }

  /** Whether there are tasks that were given ahead. */
  get areWaiting() {
    return this.#waiting.length > 0;
  }

  /** @param {T} given a task that was given ahead */
  add(given) {
    this.#waiting.push(given);
    this.#beginNext();
  }

  /** @param {T} given */
  async begin(given) {
    this.#running += 1;
    await this.#run(given);
    this.#running -= 1;
    this.#beginNext();
  }

  /** Begins no more that were given ahead: the pool takes them back. */
  stop() {
    this.#hasStopped = true;
  }

  #beginNext() {
    while (this.#running === 0) {
      const given = this.#waiting.shift();
      if (given === undefined) return;
      if (!this.#hasStopped && this.#word !== undefined && claim(this.#word, given.round)) this.begin(given);
    }
  }
}

module.exports = { Rounds };
