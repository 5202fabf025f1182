'use strict';

const { abortErrorOf } = require('../../../errors.js');
const { poolClosed, queueFull } = require('../../errors.js');
const { KeepAlive } = require('../keep-alive.js');
const { PoolStatistics } = require('../pool-stats.js');
const { WaitingTasks } = require('./waiting-tasks.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {import('../task.js').Outcome} Outcome */

/** The tasks that a pool has accepted and that have not ended. They keep the process alive. */
class OpenTasks {
  waiting = new WaitingTasks();
  /** How many tasks workers were given that they have not begun: these wait too. */
  ahead = 0;
  /** Closed pools accept no tasks. */
  isClosed = false;
  /** Except the rest of maps that were begun before, while it closes. */
  #mayMapsEnd = false;
  /** What ends each of the maps that were begun and have not ended. @type {Set<(error: Error) => void>} */
  #maps = new Set();
  /** Those that workers have. @type {Set<PoolTask>} */
  #running = new Set();
  #keepAlive = new KeepAlive();
  #settings;
  #statistics;
  #announce;
  /** @type {(() => void)[]} */
  #onEmpty = [];

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {(event: string) => void} announce
   */
  constructor(settings, announce) {
    this.#settings = settings;
    this.#statistics = new PoolStatistics(settings);
    this.#announce = announce;
  }

  /**
   * Accepts a task, or ends it at once.
   * @param {PoolTask} task
   * @returns {boolean} whether it was accepted
   */
  admit(task) {
    const aborted = abortErrorOf(task.options.signal);
    if (aborted !== undefined) return this.#refuse(task, 'cancelled', aborted);
    if (this.isClosed && !(this.#mayMapsEnd && task.chunk?.isOfMapBegun))
      return this.#refuse(task, 'refused', poolClosed());
    if (this.isFull) return this.#refuse(task, 'refused', queueFull(this.#settings.maxQueue));
    this.#keepAlive.hold();
    return true;
  }

  /**
   * @param {(error: Error) => void} end ends the map, if it needs the pool any more
   * @returns {boolean} whether a map is in time for a pool that closes to wait for its end, which it is to report
   */
  beginMap(end) {
    if (this.isClosed) return false;
    this.#maps.add(end);
    return true;
  }

  /** @param {(error: Error) => void} end */
  endMap(end) {
    if (this.#maps.delete(end) && this.#mayMapsEnd && this.#isEmpty) this.#becameEmpty();
  }

  /** From now on it accepts no tasks. @param {boolean} mayMapsEnd whether maps are run to their end */
  close(mayMapsEnd) {
    this.isClosed = true;
    this.#mayMapsEnd = mayMapsEnd;
  }

  /** `maxQueue` tasks may wait beside those that all workers of the pool can have. */
  get isFull() {
    const { maxQueue, maxWorkers, concurrency } = this.#settings;
    return this.#waitingCount + this.#running.size >= maxQueue + maxWorkers * concurrency;
  }

  /**
   * Ends the maps that no task has ended: they wait for their source or their reader, which may be without end.
   * @param {() => Error} makeError called for each
   */
  endMaps(makeError) {
    for (const end of [...this.#maps]) end(makeError());
  }

  /**
   * @param {PoolTask} task
   * @param {Outcome} outcome
   * @param {Error} error
   */
  #refuse(task, outcome, error) {
    this.#statistics.ended(task, outcome);
    task.end(outcome, () => task.sink.reject(task.site.mark(error)));
    return false;
  }

  get #waitingCount() {
    return this.waiting.size + this.ahead;
  }

  /** @param {PoolTask} task one that is not running, as was thought */
  unbegun(task) {
    this.#running.delete(task);
  }

  /** @param {PoolTask} task one that was given to a worker */
  begun(task) {
    if (task.aheadOf !== undefined) this.ahead -= 1;
    task.aheadOf = undefined;
    this.#running.add(task);
  }

  /** @param {PoolTask} task one whose worker has ended, and that waits again */
  setBack(task) {
    this.#running.delete(task);
    this.#statistics.retried(task);
  }

  /**
   * @param {PoolTask} task
   * @param {unknown} value
   */
  complete(task, value) {
    this.#settle(task, 'completed', () => task.sink.resolve(value));
  }

  /**
   * Ends a task with an error of the pool's own.
   * @param {PoolTask} task
   * @param {Outcome} outcome
   * @param {Error} error
   */
  end(task, outcome, error) {
    this.#settle(task, outcome, () => task.sink.reject(task.site.mark(error)));
  }

  /**
   * Ends a task with what its code, or its caller's, has thrown.
   * @param {PoolTask} task
   * @param {unknown} error
   */
  fail(task, error) {
    this.#settle(task, 'failed', () => task.sink.reject(error));
  }

  /**
   * @param {PoolTask} task
   * @param {Outcome} outcome
   * @param {() => void} settle
   */
  #settle(task, outcome, settle) {
    this.#running.delete(task);
    this.#statistics.ended(task, outcome);
    task.end(outcome, settle);
    this.#keepAlive.release();
    if (this.#isEmpty) this.#becameEmpty();
  }

  /**
   * Ends every task that waits.
   * @param {Outcome} outcome
   * @param {() => Error} makeError called for each, because each error has the stack of its call
   */
  endWaiting(outcome, makeError) {
    for (const task of this.waiting.takeAll()) this.end(task, outcome, makeError());
  }

  /**
   * Ends every task, whether it waits or runs.
   * @param {Outcome} outcome
   * @param {() => Error} makeError
   * @param {PoolTask[]} between those on their way to a worker, which neither wait nor run
   */
  endAll(outcome, makeError, between) {
    const tasks = [...this.waiting.takeAll(), ...between, ...this.#running];
    for (const task of tasks) if (task.outcome === undefined) this.end(task, outcome, makeError());
    // There may have been none, and maps alone that were waited for.
    if (this.#isEmpty && this.#onEmpty.length > 0) this.#becameEmpty();
  }

  get #isEmpty() {
    return this.#running.size + this.#waitingCount === 0 && !(this.#mayMapsEnd && this.#maps.size > 0);
  }

  #becameEmpty() {
    this.#announce('drain');
    for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  /** @returns {Promise<void>} settles when no task waits or runs */
  empty() {
    return new Promise((resolve) => {
      if (this.#isEmpty) resolve();
      else this.#onEmpty.push(resolve);
    });
  }

  /**
   * Keeps the process alive for as long as `work` takes.
   * @template T
   * @param {() => Promise<T>} work
   */
  keepAliveDuring(work) {
    return this.#keepAlive.during(work);
  }

  /** The tasks' part of a pool's statistics. */
  summary() {
    const { tasks, ...times } = this.#statistics.summary();
    return { tasks: { queued: this.#waitingCount, running: this.#running.size, ...tasks }, ...times };
  }

  resetStatistics() {
    this.#statistics.reset();
  }
}

module.exports = { OpenTasks };
