'use strict';

const { performance } = require('node:perf_hooks');
const { isBefore } = require('./queue.js');
const { TenantQueues } = require('./tenant-queues.js');
const { ALONE, FRESH, TURN } = require('./tenants.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {import('./tenants.js').Tenant} Tenant */

/**
 * A worker, as far as it decides which tasks it can have.
 * @typedef {{ place: number, tenant: Tenant | typeof FRESH }} Taker
 */

/** The tasks that wait for a worker: those for any worker, and those whose key binds them to one place. */
class WaitingTasks {
  #free = new TenantQueues();
  /** @type {Map<number, InstanceType<typeof TenantQueues>>} */
  #bound = new Map();
  size = 0;

  /** The places that tasks are bound to. */
  get places() {
    return [...this.#bound.keys()];
  }

  /** @param {PoolTask} task */
  push(task) {
    this.#queuesOf(task).push(task);
    this.size += 1;
  }

  /** @param {PoolTask} task one that waits */
  remove(task) {
    this.#queuesOf(task).remove(task);
    this.size -= 1;
    this.#forget(task.bound);
  }

  /**
   * How many workers all tasks for any worker could have.
   * @param {number} concurrency
   * @param {number} most where counting may end
   */
  workersForFree(concurrency, most) {
    let workers = 0;
    for (const [tenant, tasks] of this.#free.counts()) {
      workers += tenant === ALONE ? tasks : Math.ceil(tasks / concurrency);
      if (workers >= most) break;
    }
    return workers;
  }

  /**
   * The first task that a worker can have.
   * @param {Taker} worker
   * @returns {PoolTask | undefined}
   */
  firstFor({ place, tenant }) {
    return earlier(this.#free.peekFor(tenant), this.#bound.get(place)?.peekFor(tenant));
  }

  /**
   * The task of another tenant that is to have the place of a worker: it comes before those that the worker can have, and
   * has waited for its turn.
   * @param {Taker} worker
   */
  dueAt(worker) {
    if (worker.tenant === FRESH) return undefined;
    const first = this.firstFor({ place: worker.place, tenant: FRESH });
    if (first === undefined || first.tenant === worker.tenant) return undefined;
    return performance.now() - first.queuedAt >= TURN ? first : undefined;
  }

  /** Removes every task. */
  takeAll() {
    const tasks = [];
    for (const queues of [this.#free, ...this.#bound.values()]) {
      for (let task = queues.peek(); task !== undefined; task = queues.peek()) {
        queues.remove(task);
        tasks.push(task);
      }
    }
    this.#bound.clear();
    this.size = 0;
    return tasks;
  }

  /** @param {PoolTask} task */
  #queuesOf({ bound }) {
    if (bound === undefined) return this.#free;
    const queues = this.#bound.get(bound) ?? new TenantQueues();
    this.#bound.set(bound, queues);
    return queues;
  }

  /** @param {number | undefined} place */
  #forget(place) {
    if (place !== undefined && this.#bound.get(place)?.size === 0) this.#bound.delete(place);
  }
}

/**
 * @param {PoolTask | undefined} a
 * @param {PoolTask | undefined} b
 */
function earlier(a, b) {
  if (a === undefined || b === undefined) return a ?? b;
  return isBefore(a, b) ? a : b;
}

module.exports = { WaitingTasks };
