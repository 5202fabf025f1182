'use strict';

const { AbortError } = require('../../../errors.js');
const { KeepAlive } = require('../keep-alive.js');
const { poolClosed, queueFull } = require('../pool-errors.js');
const { Statistics } = require('../statistics.js');
const { WaitingTasks } = require('./waiting-tasks.js');

/** @typedef {import('../task.js').Task} Task */
/** @typedef {import('../task.js').Outcome} Outcome */

/** The tasks that a pool has taken in and that have not ended. */
class TaskLedger {
  waiting = new WaitingTasks();
  /** Those that workers have. @type {Set<Task>} */
  running = new Set();
  isClosed = false;
  /** Holds the process while there are any. */
  keepAlive = new KeepAlive();
  /** @type {(() => void)[]} */
  #quiet = [];

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {(event: string) => void} announce
   */
  constructor(settings, announce) {
    this.settings = settings;
    this.statistics = new Statistics(settings);
    this.#announce = announce;
  }

  #announce;

  /**
   * Takes a task in, or ends it at once.
   * @param {Task} task
   * @returns {boolean} whether it was taken in
   */
  admit(task) {
    const { signal } = task.options;
    if (signal?.aborted) return this.#refuse(task, 'cancelled', new AbortError(signal.reason));
    if (this.isClosed) return this.#refuse(task, 'refused', poolClosed());
    if (this.#isFull()) return this.#refuse(task, 'refused', queueFull(this.settings.maxQueue));
    this.keepAlive.hold();
    return true;
  }

  /** As many tasks may wait as the option says, beyond those that the workers have, or would have if all ran. */
  #isFull() {
    const { maxQueue, maxWorkers, concurrency } = this.settings;
    return this.waiting.size + this.running.size >= maxQueue + maxWorkers * concurrency;
  }

  /**
   * @param {Task} task
   * @param {Outcome} outcome
   * @param {Error} error
   */
  #refuse(task, outcome, error) {
    this.statistics.ended(task, outcome);
    task.end(outcome, () => task.sink.reject(task.site.mark(error)));
    return false;
  }

  /** @param {Task} task one that a worker has now */
  begun(task) {
    this.running.add(task);
    this.statistics.started(task);
  }

  /** @param {Task} task one that a worker has no more, and that waits again */
  setBack(task) {
    this.running.delete(task);
    this.statistics.retried(task);
  }

  /**
   * @param {Task} task
   * @param {unknown} value
   */
  complete(task, value) {
    this.#settle(task, 'completed', () => task.sink.resolve(value));
  }

  /**
   * Ends a task with an error of the pool's own.
   * @param {Task} task
   * @param {Outcome} outcome
   * @param {Error} error
   */
  end(task, outcome, error) {
    this.#settle(task, outcome, () => task.sink.reject(task.site.mark(error)));
  }

  /**
   * Ends a task with what its code, or its caller's, has thrown.
   * @param {Task} task
   * @param {unknown} error
   */
  fail(task, error) {
    this.#settle(task, 'failed', () => task.sink.reject(error));
  }

  /**
   * @param {Task} task
   * @param {Outcome} outcome
   * @param {() => void} settle
   */
  #settle(task, outcome, settle) {
    this.running.delete(task);
    this.statistics.ended(task, outcome);
    task.end(outcome, settle);
    this.keepAlive.release();
    if (this.#isEmpty) this.#becameEmpty();
  }

  get #isEmpty() {
    return this.running.size + this.waiting.size === 0;
  }

  #becameEmpty() {
    this.#announce('drain');
    for (const resolve of this.#quiet.splice(0)) resolve();
  }

  /** @returns {Promise<void>} settles when no task waits or runs */
  quiet() {
    return new Promise((resolve) => {
      if (this.#isEmpty) resolve();
      else this.#quiet.push(resolve);
    });
  }
}

module.exports = { TaskLedger };
