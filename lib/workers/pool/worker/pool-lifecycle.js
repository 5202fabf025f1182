'use strict';

const { optionsOf } = require('../../../options.js');
const { duration, oneOf } = require('../options/option-kinds.js');
const { poolClosed } = require('../pool-errors.js');

const CLOSE_TIMEOUT = 30_000;

/** @typedef {import('../scheduling/scheduler.js').TaskScheduler} TaskScheduler */

/** Makes a pool ready, renews it, and closes it. */
class Lifecycle {
  #scheduler;
  /** @type {Promise<void> | undefined} */
  #closing;

  /** @param {TaskScheduler} scheduler */
  constructor(scheduler) {
    this.#scheduler = scheduler;
  }

  ready() {
    const { readiness, tasks } = this.#scheduler;
    if (tasks.isClosed) return Promise.reject(poolClosed());
    return tasks.keepAlive.during(() => {
      const ready = readiness.wait();
      this.#scheduler.fill();
      return ready;
    });
  }

  /** Replaces every worker there is now, each when it has ended its tasks. */
  recycle() {
    const { crew, tasks } = this.#scheduler;
    if (tasks.isClosed) return Promise.reject(poolClosed());
    const workers = crew.all;
    return tasks.keepAlive.during(async () => {
      for (const worker of workers) {
        worker.isRetired = true;
        if (worker.isReady) this.#scheduler.onRoom(worker);
      }
      await Promise.all(workers.map((worker) => worker.exited));
    });
  }

  /**
   * @param {unknown} options
   * @returns {Promise<void>}
   */
  close(options) {
    const { timeout, pending } = optionsOf(options);
    const limit = duration('options.timeout', timeout) ?? CLOSE_TIMEOUT;
    const choice = oneOf('options.pending', pending, ['run', 'cancel']) ?? 'run';
    this.#closing ??= this.#scheduler.tasks.keepAlive.during(() => this.#close(limit, choice));
    return this.#closing;
  }

  /**
   * @param {number} limit
   * @param {'run' | 'cancel'} pending
   */
  async #close(limit, pending) {
    const { crew, tasks } = this.#scheduler;
    this.#shut();
    if (pending === 'cancel') {
      for (const task of tasks.waiting.takeAll()) tasks.end(task, 'cancelled', poolClosed());
    }
    const timer = limit === Infinity ? undefined : setTimeout(() => this.#endAll(), limit);
    await tasks.quiet();
    for (const worker of crew.all) this.#scheduler.dismiss(worker);
    await this.#allExited();
    clearTimeout(timer);
  }

  /** @param {unknown} [reason] */
  destroy(reason) {
    this.#shut();
    this.#endAll(reason);
    this.#closing ??= this.#scheduler.tasks.keepAlive.during(() => this.#allExited());
    return this.#closing;
  }

  #shut() {
    this.#scheduler.tasks.isClosed = true;
    this.#scheduler.readiness.close(poolClosed());
  }

  /** @param {unknown} [reason] */
  #endAll(reason) {
    const { crew, tasks } = this.#scheduler;
    for (const task of [...tasks.waiting.takeAll(), ...tasks.running]) {
      tasks.end(task, 'cancelled', poolClosed(reason));
    }
    for (const worker of crew.all) worker.kill('destroy');
  }

  async #allExited() {
    const { crew } = this.#scheduler;
    await Promise.all(crew.all.map((worker) => worker.exited));
    crew.close();
  }
}

module.exports = { Lifecycle };
