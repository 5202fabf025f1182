'use strict';

const { setImmediate, setInterval, setTimeout } = require('node:timers');
const { MAX_DELAY } = require('../../options.js');

/** Milliseconds. A process that has nothing else to do exits so much later. */
const SOON = 1;

/**
 * Keeps the process alive while a caller waits for a pool. Workers by themselves do not.
 *
 * A result and what its task wrote before it arrive by different descriptors, and the loop may poll that of the output
 * first. So the process may exit only after the loop has polled all descriptors once more, which it does between a timer and
 * an immediate that the timer sets. Short tasks one after the other have one timer for many of them.
 */
class KeepAlive {
  #holders = 0;
  /** How often nobody held it any more. */
  #ends = 0;
  #isLetting = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  hold() {
    this.#holders += 1;
    if (this.#holders > 1) return;
    this.#timer ??= setInterval(() => {}, MAX_DELAY);
    this.#timer.ref();
  }

  release() {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#ends += 1;
    if (!this.#isLetting) this.#letSoon();
  }

  #letSoon() {
    this.#isLetting = true;
    setTimeout(() => {
      const ends = this.#ends;
      setImmediate(() => this.#let(ends));
    }, SOON);
  }

  /** @param {number} ends since which the loop has polled */
  #let(ends) {
    this.#isLetting = false;
    if (this.#holders > 0) return;
    if (this.#ends === ends) this.#timer?.unref();
    else this.#letSoon();
  }

  /**
   * Holds the process for as long as `work` takes.
   * @template T
   * @param {() => Promise<T>} work
   */
  async during(work) {
    this.hold();
    try {
      return await work();
    } finally {
      this.release();
    }
  }
}

module.exports = { KeepAlive };
