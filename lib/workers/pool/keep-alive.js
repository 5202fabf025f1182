'use strict';

const { setImmediate, setInterval } = require('node:timers');
const { MAX_DELAY } = require('../../options.js');

/** Whether a pool's last task has ended since the loop was last seen to poll. */
let hasEnded = false;
let isWatching = false;

/** Called by node each time when nothing keeps the process alive: what is set by then has it poll once more, and call again. */
function pollOnceMore() {
  if (!hasEnded) return;
  hasEnded = false;
  setImmediate(() => {});
}

/**
 * Keeps the process alive while a caller waits for a pool. Workers by themselves do not.
 *
 * A result and what its task wrote before it arrive by different descriptors, and the loop may poll that of the output
 * first. So the process may exit only after the loop has polled all descriptors once more. That is seen to when it is about
 * to exit, and not after each task.
 */
class KeepAlive {
  #holders = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  hold() {
    this.#holders += 1;
    if (this.#holders > 1) return;
    this.#timer ??= setInterval(() => {}, MAX_DELAY);
    this.#timer.ref();
    if (isWatching) return;
    isWatching = true;
    process.on('beforeExit', pollOnceMore);
  }

  release() {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#timer?.unref();
    hasEnded = true;
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
