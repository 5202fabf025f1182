'use strict';

const FOREVER = 2 ** 31 - 1;

/** Keeps the process from ending while somebody waits for a pool. Workers themselves never do. */
class KeepAlive {
  #holders = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  hold() {
    this.#holders += 1;
    if (this.#holders > 1) return;
    this.#timer ??= setInterval(() => {}, FOREVER);
    this.#timer.ref();
  }

  release() {
    this.#holders -= 1;
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
