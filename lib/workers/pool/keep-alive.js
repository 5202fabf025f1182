'use strict';

const { setImmediate } = require('node:timers');
const { MAX_DELAY } = require('../../options.js');

/**
 * Keeps the process alive while a caller waits for a pool. Workers by themselves do not.
 *
 * A result and what its task wrote before it arrive by different descriptors, and the loop may poll that of the output
 * first. So the process may exit only after the loop has polled all descriptors once more: an immediate runs after the poll
 * of its own turn, and an immediate that it sets after the next poll.
 */
class KeepAlive {
  #holders = 0;
  #letting = false;
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
    if (this.#holders > 0 || this.#letting) return;
    this.#letting = true;
    setImmediate(() => setImmediate(() => this.#letGo()));
  }

  #letGo() {
    this.#letting = false;
    if (this.#holders === 0) this.#timer?.unref();
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
