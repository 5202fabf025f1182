'use strict';

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** Sends tasks to a worker, one at a time and while its channel has room. */
class TaskSender {
  /**
   * The task that is being written. Code of its arguments, such as a getter, may run meanwhile and call the pool.
   * @type {PoolTask | undefined}
   */
  underWay;
  /** The channel is full. */
  #isClogged = false;
  #lifecycle;
  #onRoom;

  /**
   * @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle
   * @param {() => void} onRoom called when the channel has room again
   */
  constructor(lifecycle, onRoom) {
    this.#lifecycle = lifecycle;
    this.#onRoom = onRoom;
  }

  /** Whether a task may be sent now. */
  get isFree() {
    return this.underWay === undefined && !this.#isClogged;
  }

  /**
   * @param {PoolTask} task
   * @param {number | undefined} round of the tasks that the worker is given ahead
   * @throws {TaskDataError} when the arguments cannot be sent; nothing is sent then
   */
  send(task, round) {
    this.underWay = task;
    try {
      // What is given ahead may go with others at the end of this turn of the loop.
      this.#lifecycle.post(task.messageOf(round), task.options.transfer, round !== undefined);
    } finally {
      this.underWay = undefined;
    }
    this.#waitForRoom();
  }

  async #waitForRoom() {
    const drained = this.#lifecycle.drained();
    if (drained === null) return;
    this.#isClogged = true;
    await drained;
    this.#isClogged = false;
    this.#onRoom();
  }
}

module.exports = { TaskSender };
