'use strict';

const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { heavyJob } = require('./job.js');

/** Jobs under way at a time, each followed by the next, as by clients that ask again when they have their answer. */
const AT_ONCE = 8;
/** What was forgotten ends by itself. */
const SECONDS = 120;
/** After a job that failed, in milliseconds: the next may well fail too. */
const PAUSE = 200;

/**
 * @typedef {object} Run
 * @property {string} mode
 * @property {string} owner
 * @property {import('../work/index.js').Work} work
 * @property {AbortController} controller
 * @property {number} end by the clock of `performance`
 * @property {NodeJS.Timeout} timer
 */

/** Heavy work of the server's own, in one of the modes. There is one load for all visitors. */
class Load {
  #workOf;
  #seconds;
  /** @type {Run | undefined} */
  #run;
  #idle = Promise.resolve();
  #done = { jobs: 0, bytes: 0, failed: 0 };

  /** @param {(mode: string) => import('../work/index.js').Work} workOf */
  constructor(workOf, { seconds = SECONDS } = {}) {
    this.#workOf = workOf;
    this.#seconds = seconds;
  }

  /** Who does it, null where there is none, and for how many seconds it may go on. */
  get state() {
    if (this.#run === undefined) return { mode: null, secondsLeft: 0 };
    return { mode: this.#run.mode, secondsLeft: Math.max(0, this.#run.end - performance.now()) / 1000 };
  }

  /**
   * Begins when what is under way of the load before it has ended: node's own work cannot be stopped.
   * @param {string} mode
   * @param {string} owner who can end it with `stopOf`
   */
  start(mode, owner) {
    const work = this.#workOf(mode);
    this.stop();
    const controller = new AbortController();
    const timer = setTimeout(() => this.stop(), this.#seconds * 1000).unref();
    this.#run = { mode, owner, work, controller, timer, end: performance.now() + this.#seconds * 1000 };
    this.#idle = this.#idle.then(() => this.#work(work, controller.signal));
  }

  /** Settles when the last of its jobs has ended. */
  stop() {
    clearTimeout(this.#run?.timer);
    this.#run?.controller.abort();
    this.#run = undefined;
    return this.#idle;
  }

  /** @param {string} owner */
  stopOf(owner) {
    if (this.#run?.owner === owner) this.stop();
  }

  /** Of the engine that does it, if it has one. */
  stats() {
    return this.#run?.work.stats() ?? null;
  }

  /** Jobs and bytes since it was last asked. */
  takeDone() {
    const done = this.#done;
    this.#done = { jobs: 0, bytes: 0, failed: 0 };
    return done;
  }

  async #work(work, signal) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#repeat(work, signal)));
  }

  async #repeat(work, signal) {
    while (!signal.aborted) {
      await this.#once(work, signal);
      // The next request would come by the event loop too.
      await nextTurn();
    }
  }

  async #once(work, signal) {
    try {
      const bytes = await heavyJob(work, signal);
      this.#done.bytes += bytes;
      this.#done.jobs += 1;
    } catch {
      if (signal.aborted) return;
      this.#done.failed += 1;
      await sleep(PAUSE);
    }
  }
}

module.exports = { AT_ONCE, SECONDS, Load };
