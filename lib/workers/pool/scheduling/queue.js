'use strict';

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** Tasks by priority, the highest first; those of the same priority in the order of their calls. A binary heap. */
class TaskQueue {
  /** @type {PoolTask[]} */
  #heap = [];

  get size() {
    return this.#heap.length;
  }

  /** @returns {PoolTask | undefined} */
  peek() {
    return this.#heap[0];
  }

  /** @param {PoolTask} task */
  push(task) {
    this.#heap.push(task);
    this.#rise(task, this.#heap.length - 1);
  }

  /** @returns {PoolTask | undefined} */
  take() {
    const first = this.#heap[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  /** @param {PoolTask} task one that is in this queue */
  remove(task) {
    const index = task.place;
    const last = /** @type {PoolTask} */ (this.#heap.pop());
    if (last === task) return;
    this.#sink(last, index);
    if (last.place === index) this.#rise(last, index);
  }

  /**
   * @param {PoolTask} task
   * @param {number} index
   */
  #rise(task, index) {
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (!isBefore(task, this.#heap[above])) break;
      this.#put(this.#heap[above], index);
      index = above;
    }
    this.#put(task, index);
  }

  /**
   * @param {PoolTask} task
   * @param {number} index
   */
  #sink(task, index) {
    for (;;) {
      let below = 2 * index + 1;
      if (below >= this.#heap.length) break;
      if (below + 1 < this.#heap.length && isBefore(this.#heap[below + 1], this.#heap[below])) below += 1;
      if (!isBefore(this.#heap[below], task)) break;
      this.#put(this.#heap[below], index);
      index = below;
    }
    this.#put(task, index);
  }

  /**
   * @param {PoolTask} task
   * @param {number} index
   */
  #put(task, index) {
    this.#heap[index] = task;
    task.place = index;
  }
}

/**
 * @param {PoolTask} a
 * @param {PoolTask} b
 */
function isBefore(a, b) {
  return a.priority === b.priority ? a.id < b.id : a.priority > b.priority;
}

module.exports = { TaskQueue, isBefore };
