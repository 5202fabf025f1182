'use strict';

/** How long a stream or a chunk has to end, in milliseconds: it does so at its next item. */
const ITEM_GRACE = 50;

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** The tasks whose code a worker runs, including those that were cancelled and whose code has not ended. */
class WorkerTasks {
  /** @type {Map<number, PoolTask>} */
  #tasks = new Map();
  /** How many tasks it has had so far. */
  taken = 0;

  get size() {
    return this.#tasks.size;
  }

  /** The tasks that have a caller waiting for them. */
  get live() {
    return [...this.#tasks.values()].filter((task) => task.outcome === undefined);
  }

  /** When the latest of them began. */
  get latestStart() {
    return Math.max(...[...this.#tasks.values()].map(({ startedAt }) => startedAt));
  }

  /** Whether it has tasks, and none of them was cancelled. */
  get areAllLive() {
    return this.size > 0 && this.live.length === this.size;
  }

  /** Whether every task that it has was cancelled. */
  get areAbandoned() {
    for (const { outcome } of this.#tasks.values()) if (outcome === undefined) return false;
    return this.size > 0;
  }

  /** @param {PoolTask} task */
  add(task) {
    this.#tasks.set(task.id, task);
    this.taken += 1;
  }

  /** @param {number} id */
  get(id) {
    return this.#tasks.get(id);
  }

  /** @param {number} id */
  delete(id) {
    this.#tasks.delete(id);
  }

  /**
   * How long cancelled tasks have to end, in milliseconds: the whole period where one of them looks at its signal, less
   * for streams and chunks, and 0 for code that cannot know that it was cancelled.
   * @param {number} gracePeriod
   */
  grace(gracePeriod) {
    const graces = [...this.#tasks.values()].map(({ isListening, endsBetweenItems }) => {
      if (isListening) return gracePeriod;
      return endsBetweenItems ? Math.min(ITEM_GRACE, gracePeriod) : 0;
    });
    return Math.max(...graces);
  }
}

module.exports = { WorkerTasks };
