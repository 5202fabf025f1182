'use strict';

const { performance } = require('node:perf_hooks');
const { setImmediate } = require('node:timers');
const { mayHaveMore, shortestAhead } = require('../worker/placement.js');

/** How long a task may take before those that were given behind it are taken back, in milliseconds. */
const LATE = 2;

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {InstanceType<typeof import('../worker/pool-worker.js').PoolWorker>} PoolWorker */

/**
 * Gives short tasks to workers that have one, so that they need not wait for the next. A task that a worker has not begun
 * waits, as far as anybody can see: it is taken back before it is cancelled, when a task of a higher priority comes, and when
 * the task before it turns out to be long.
 */
class Ahead {
  #scheduler;
  #tasks;
  #workers;
  /** The lowest priority of any task given since there were none. */
  #lowest = Infinity;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {InstanceType<typeof import('./scheduler.js').Scheduler>} scheduler */
  constructor(scheduler) {
    this.#scheduler = scheduler;
    this.#tasks = scheduler.tasks;
    this.#workers = scheduler.workers;
  }

  /** Gives waiting tasks, in their order, where every place has a worker and none has room. */
  fill() {
    const { waiting } = this.#tasks;
    if (waiting.size === 0 || !this.#isComplete) return;
    const low = this.#workers.places.filter((worker) => worker !== undefined && mayHaveMore(worker));
    while (low.length > 0 && waiting.size > 0) {
      const worker = shortestAhead(low, waiting);
      const task = worker && waiting.firstFor(worker);
      if (worker === undefined || task === undefined || !task.mayBeAhead) return;
      waiting.remove(task);
      this.#give(task, worker);
    }
  }

  /** Whether every place has a worker that is ready, and no task has a tenant. */
  get #isComplete() {
    return !this.#workers.hasTenants && this.#workers.places.every((worker) => worker?.isReady);
  }

  /**
   * @param {PoolTask} task
   * @param {PoolWorker} worker
   */
  #give(task, worker) {
    if (this.#tasks.ahead === 0) this.#lowest = Infinity;
    try {
      if (!worker.giveAhead(task)) return this.#writtenInVain(task, worker);
    } catch (error) {
      // Code of the arguments, such as a getter, may have cancelled it while they were sent.
      if (task.outcome !== undefined) return;
      return this.#tasks.end(task, 'failed', /** @type {Error} */ (error));
    }
    task.aheadOf = worker;
    this.#tasks.ahead += 1;
    this.#lowest = Math.min(this.#lowest, task.priority);
    if (task.outcome !== undefined) this.takeBack(worker);
    this.#watch();
  }

  /**
   * Code of the arguments called the pool, which took back what the worker has.
   * @param {PoolTask} task it is not written for a worker ahead again, since that code runs each time
   * @param {PoolWorker} worker
   */
  #writtenInVain(task, worker) {
    task.isForIdle = true;
    if (task.outcome === undefined) this.#tasks.waiting.push(task);
    if (worker.tasks.size === 0) this.#scheduler.onRoom(worker);
  }

  /**
   * Takes back the tasks that come after one that has come now.
   * @param {PoolTask} task
   */
  giveWay({ priority }) {
    if (this.#tasks.ahead === 0 || priority <= this.#lowest) return;
    for (const worker of this.#holders()) if (worker.ahead.lowestPriority < priority) this.takeBack(worker);
  }

  /** Takes back every task that no worker has begun. */
  takeAllBack() {
    for (const worker of this.#holders()) this.takeBack(worker);
  }

  /**
   * Takes back what the worker of a task has not begun.
   * @param {PoolTask} task
   * @returns {PoolWorker | undefined} the worker
   */
  takeBackAround(task) {
    const holder = task.worker ?? task.aheadOf;
    this.takeBack(holder);
    return holder;
  }

  /**
   * Gives waiting tasks again, after some were taken back. Their worker may have no other, and be idle.
   * @param {PoolWorker | undefined} worker
   */
  refill(worker) {
    if (worker?.tasks.size === 0) this.#scheduler.onRoom(worker);
    else this.#scheduler.fill();
  }

  /**
   * Takes back what a worker has not begun.
   * @param {PoolWorker | undefined} worker
   */
  takeBack(worker) {
    if (worker === undefined || worker.ahead.isOver) return;
    const { begun, back } = worker.ahead.takeBack();
    for (const task of begun) this.begin(worker, task);
    for (const task of back) {
      if (task.aheadOf === undefined) worker.tasks.delete(task.id);
      this.#waitAgain(task);
    }
  }

  /**
   * A task did not arrive at the worker that was given it.
   * @param {PoolTask} task
   * @param {Error} error
   */
  lost(task, error) {
    task.aheadOf = undefined;
    this.#tasks.ahead -= 1;
    this.#tasks.fail(task, task.site.extend(error));
  }

  /** @param {PoolTask} task it keeps its place among those that wait */
  #waitAgain(task) {
    if (task.aheadOf !== undefined) {
      task.aheadOf = undefined;
      this.#tasks.ahead -= 1;
    } else {
      // It was thought to be begun.
      this.#tasks.unbegun(task);
      task.unbegin();
      this.#scheduler.limits.whileWaiting(task);
    }
    if (task.outcome === undefined) this.#tasks.waiting.push(task);
  }

  /**
   * A worker has begun a task that it was given.
   * @param {PoolWorker} worker
   * @param {PoolTask} task
   */
  begin(worker, task) {
    task.begin(worker);
    worker.tasks.add(task);
    this.#scheduler.onBegun(task);
  }

  #holders() {
    if (this.#tasks.ahead === 0) return [];
    return this.#workers.all.filter(({ ahead }) => ahead.size > 0);
  }

  /** Looks for late tasks after a while: when the loop has taken in what has arrived. */
  #watch() {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => setImmediate(() => this.#look()), LATE).unref();
  }

  #look() {
    this.#timer = undefined;
    const now = performance.now();
    for (const worker of this.#holders()) {
      const time = now - worker.tasks.latestStart;
      if (time < LATE) continue;
      worker.ahead.isLate(time);
      this.takeBack(worker);
      if (worker.tasks.size === 0) this.#scheduler.onRoom(worker);
    }
    if (this.#tasks.ahead > 0) this.#watch();
    this.#scheduler.fill();
  }
}

module.exports = { Ahead };
