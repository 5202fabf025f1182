'use strict';

const { TaskQueue, isBefore } = require('./queue.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** The tasks that wait for a worker: those for any worker, and those whose key binds them to one place. */
class WaitingTasks {
  #free = new TaskQueue();
  /** @type {Map<number, InstanceType<typeof TaskQueue>>} */
  #bound = new Map();
  size = 0;

  /** How many tasks are for any worker. */
  get free() {
    return this.#free.size;
  }

  /** The places that tasks are bound to. */
  get places() {
    return [...this.#bound.keys()];
  }

  /** @param {PoolTask} task */
  push(task) {
    this.#queueOf(task).push(task);
    this.size += 1;
  }

  /** @param {PoolTask} task one that waits */
  remove(task) {
    this.#queueOf(task).remove(task);
    this.size -= 1;
    this.#forget(task.bound);
  }

  /** @param {number} place */
  hasFor(place) {
    return this.#free.size > 0 || this.#bound.has(place);
  }

  /**
   * The first task that a worker at this place can have.
   * @param {number} place
   * @returns {PoolTask}
   */
  takeFor(place) {
    const free = this.#free.peek();
    const bound = this.#bound.get(place)?.peek();
    const isBoundFirst = bound !== undefined && (free === undefined || isBefore(bound, free));
    const task = /** @type {PoolTask} */ (isBoundFirst ? bound : free);
    this.remove(task);
    return task;
  }

  /** Removes every task. */
  takeAll() {
    const tasks = [];
    for (const queue of [this.#free, ...this.#bound.values()]) {
      for (let task = queue.take(); task !== undefined; task = queue.take()) tasks.push(task);
    }
    this.#bound.clear();
    this.size = 0;
    return tasks;
  }

  /** @param {PoolTask} task */
  #queueOf({ bound }) {
    if (bound === undefined) return this.#free;
    const queue = this.#bound.get(bound) ?? new TaskQueue();
    this.#bound.set(bound, queue);
    return queue;
  }

  /** @param {number | undefined} place */
  #forget(place) {
    if (place !== undefined && this.#bound.get(place)?.size === 0) this.#bound.delete(place);
  }
}

module.exports = { WaitingTasks };
