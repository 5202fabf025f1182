'use strict';

const { performance } = require('node:perf_hooks');
const { timedOut } = require('../../errors.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** Ends tasks that wait or run for too long. */
class TimeLimits {
  #scheduler;

  /** @param {InstanceType<typeof import('./scheduler.js').Scheduler>} scheduler */
  constructor(scheduler) {
    this.#scheduler = scheduler;
  }

  /** @param {PoolTask} task one that waits, since `queuedAt` */
  whileWaiting(task) {
    const { queueTimeout } = task.options;
    task.stopLimit();
    if (queueTimeout === 0) return;
    const waited = performance.now() - task.queuedAt;
    task.limit(Math.max(1, queueTimeout - waited), () => this.#hasWaited(task));
  }

  /** @param {PoolTask} task */
  #hasWaited(task) {
    const { queueTimeout } = task.options;
    // It may have been begun in time.
    this.#scheduler.ahead.takeBack(task.aheadOf);
    if (task.worker === undefined) this.#scheduler.drop(task, 'timedOut', timedOut('queue', queueTimeout));
  }

  /** @param {PoolTask} task one that was begun now */
  whileRunning(task) {
    const { timeout } = task.options;
    task.stopLimit();
    if (timeout > 0)
      task.limit(timeout, () => this.#scheduler.drop(task, 'timedOut', timedOut('run', timeout)));
  }
}

module.exports = { TimeLimits };
