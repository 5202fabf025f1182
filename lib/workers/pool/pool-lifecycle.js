'use strict';

const { duration, oneOf, optionsOf } = require('../../options.js');
const { poolClosed } = require('../errors.js');

const CLOSE_TIMEOUT = 30_000;

/** Makes a pool ready, replaces its workers, and closes it. */
class PoolLifecycle {
  #scheduler;
  #tasks;
  #workers;
  #readiness;
  /** @type {Promise<void> | undefined} */
  #closing;
  /** Why it was destroyed, if it was. @type {unknown} */
  #reason;

  /** @param {InstanceType<typeof import('./scheduling/scheduler.js').Scheduler>} scheduler */
  constructor(scheduler) {
    this.#scheduler = scheduler;
    this.#tasks = scheduler.tasks;
    this.#workers = scheduler.workers;
    this.#readiness = scheduler.readiness;
  }

  ready() {
    if (this.#tasks.isClosed) return Promise.reject(poolClosed());
    return this.#tasks.keepAliveDuring(() => {
      const ready = this.#readiness.wait();
      this.#scheduler.fill();
      return ready;
    });
  }

  /** Replaces every worker there is now, each when its tasks have ended. */
  recycle() {
    if (this.#tasks.isClosed) return Promise.reject(poolClosed());
    const workers = this.#workers.all;
    return this.#tasks.keepAliveDuring(async () => {
      for (const worker of workers) {
        worker.isRetired = true;
        this.#scheduler.ahead.takeBack(worker);
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
    const { timeout, pending } = closeSettings(options);
    this.#closing ??= this.#tasks.keepAliveDuring(() => this.#close(timeout, pending));
    return this.#closing;
  }

  /**
   * @param {number} limit
   * @param {'run' | 'cancel'} pending
   */
  async #close(limit, pending) {
    this.#refuseTasks(pending === 'run');
    this.#scheduler.ahead.takeAllBack();
    if (pending === 'cancel') this.#tasks.endWaiting('cancelled', poolClosed);
    const timer = limit === Infinity ? undefined : setTimeout(() => this.#endAll(), limit);
    await this.#tasks.empty();
    this.#workers.close();
    for (const worker of this.#workers.all) this.#scheduler.dismiss(worker);
    await this.#allExited();
    clearTimeout(timer);
  }

  /** @param {unknown} [reason] */
  destroy(reason) {
    this.#endAll(reason);
    this.#closing ??= this.#tasks.keepAliveDuring(() => this.#allExited());
    return this.#closing;
  }

  /** @param {boolean} mayMapsEnd */
  #refuseTasks(mayMapsEnd) {
    this.#tasks.close(mayMapsEnd);
    this.#readiness.close(poolClosed());
  }

  /** @param {unknown} [reason] */
  #endAll(reason) {
    this.#reason ??= reason;
    this.#refuseTasks(false);
    this.#workers.close();
    this.#scheduler.ahead.takeAllBack();
    const between = this.#workers.all.flatMap(({ receiving }) => receiving ?? []);
    this.#tasks.endAll('cancelled', () => poolClosed(reason), between);
    for (const worker of this.#workers.all) worker.kill('destroy');
  }

  /** When it settles no task is left, and no map that waits for anything but its reader. */
  async #allExited() {
    await Promise.all(this.#workers.all.map((worker) => worker.exited));
    this.#tasks.endMaps(() => poolClosed(this.#reason));
  }
}

/**
 * @param {unknown} options of `WorkerPool#close`
 * @returns {{ timeout: number, pending: 'run' | 'cancel' }}
 */
function closeSettings(options) {
  const { timeout, pending } = optionsOf('WorkerPool#close', options);
  return {
    timeout: duration('options.timeout', timeout) ?? CLOSE_TIMEOUT,
    pending: oneOf('options.pending', pending, ['run', 'cancel']) ?? 'run',
  };
}

module.exports = { PoolLifecycle, closeSettings };
