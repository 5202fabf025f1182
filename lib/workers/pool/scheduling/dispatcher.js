'use strict';

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {InstanceType<typeof import('../worker/pool-worker.js').PoolWorker>} PoolWorker */

/** Gives waiting tasks to workers, and sees to it that there are workers for them. */
class Dispatcher {
  #scheduler;
  #tasks;
  #workers;
  #tryAgain = () => this.fill();

  /** @param {InstanceType<typeof import('./scheduler.js').Scheduler>} scheduler */
  constructor(scheduler) {
    this.#scheduler = scheduler;
    this.#tasks = scheduler.tasks;
    this.#workers = scheduler.workers;
  }

  /** Gives waiting tasks to workers with room, and starts workers for the rest. */
  fill() {
    const { waiting } = this.#tasks;
    if (waiting.size > 0) this.#giveAll();
    if (waiting.size > 0 && this.#workers.hasTenants) this.#makeRoom();
    if (waiting.size > 0) this.#scheduler.ahead.fill();
    const { minimum } = this.#scheduler.readiness;
    if (waiting.size === 0 && minimum <= 0) return;
    this.#workers.startFor(waiting, minimum, this.#tryAgain);
    // A worker that was started ahead has a place now, and may be ready.
    if (waiting.size > 0) this.#giveAll();
  }

  #giveAll() {
    const { waiting } = this.#tasks;
    for (;;) {
      const worker = this.#workers.findRoom(waiting);
      const task = worker && waiting.firstFor(worker);
      if (worker === undefined || task === undefined) break;
      waiting.remove(task);
      this.#give(task, worker);
      this.#workers.startAhead();
    }
  }

  /** Stops idle workers that can have none of the waiting tasks, which are of other tenants. */
  #makeRoom() {
    for (const worker of this.#workers.inTheWayOf(this.#tasks.waiting)) {
      this.#workers.leave(worker);
      worker.stop();
    }
  }

  /**
   * @param {PoolTask} task
   * @param {PoolWorker} worker
   */
  #give(task, worker) {
    try {
      worker.give(task);
    } catch (error) {
      return this.#notSent(task, worker, /** @type {Error} */ (error));
    }
    this.#scheduler.onBegun(task);
  }
  /**
   * Code of the arguments, such as a getter, may have cancelled the task or retired the worker while they were written.
   * @param {PoolTask} task
   * @param {PoolWorker} worker
   * @param {Error} error
   */
  #notSent(task, worker, error) {
    if (task.outcome === undefined) {
      task.wait();
      this.#tasks.end(task, 'failed', error);
    }
    if (worker.isRetired) this.#scheduler.onRoom(worker);
  }
}

module.exports = { Dispatcher };
