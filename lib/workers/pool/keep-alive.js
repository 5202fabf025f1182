'use strict';

const { setImmediate } = require('node:timers');
const { MAX_DELAY } = require('../../options.js');

/**
 * Keeps the process from ending while somebody waits for a pool. Workers themselves never do.
 *
 * A result and what its task wrote before it come on two ways, and the loop may look at the way of the output first,
 * then find the result. So the process is let go only after the loop has looked at all of them once more: an immediate
 * runs after the look of its own turn, the one that it sets after the next.
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
