'use strict';

/**
 * What can be in a queue: a task, or a queue of tasks that counts as its first.
 * @typedef {{ priority: number, id: number, place: number }} Queued
 */

/**
 * Tasks by priority, the highest first; those of the same priority in the order of their calls. A binary heap.
 * @template {Queued} T
 */
class TaskQueue {
  /** @type {T[]} */
  #heap = [];

  get size() {
    return this.#heap.length;
  }

  /** @returns {T | undefined} */
  peek() {
    return this.#heap[0];
  }

  /** @param {T} task */
  push(task) {
    this.#heap.push(task);
    this.#rise(task, this.#heap.length - 1);
  }

  /** @returns {T | undefined} */
  take() {
    const first = this.#heap[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  /** @param {T} task one that is in this queue */
  remove(task) {
    const index = task.place;
    task.place = -1;
    const last = /** @type {T} */ (this.#heap.pop());
    if (last === task) return;
    this.#sink(last, index);
    if (last.place === index) this.#rise(last, index);
  }

  /**
   * @param {T} task
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
   * @param {T} task
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
   * @param {T} task
   * @param {number} index
   */
  #put(task, index) {
    this.#heap[index] = task;
    task.place = index;
  }
}

/**
 * @param {Queued} a
 * @param {Queued} b
 */
function isBefore(a, b) {
  return a.priority === b.priority ? a.id < b.id : a.priority > b.priority;
}

module.exports = { TaskQueue, isBefore };
