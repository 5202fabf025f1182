'use strict';

const { TaskQueue } = require('./queue.js');
const { FRESH } = require('./tenants.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {import('./tenants.js').Tenant} Tenant */

/** The waiting tasks of one tenant. In a queue of queues it counts as its first task. */
class TenantQueue {
  /** Index in the queue of queues. */
  place = -1;
  /** @type {InstanceType<typeof TaskQueue<PoolTask>>} */
  tasks = new TaskQueue();

  /** @param {Tenant} tenant */
  constructor(tenant) {
    this.tenant = tenant;
  }

  get #first() {
    return /** @type {PoolTask} */ (this.tasks.peek());
  }

  get priority() {
    return this.#first.priority;
  }

  get id() {
    return this.#first.id;
  }
}

/** Waiting tasks in their order: all of them, and those of each tenant. */
class TenantQueues {
  /** @type {Map<Tenant, TenantQueue>} */
  #byTenant = new Map();
  /** @type {InstanceType<typeof TaskQueue<TenantQueue>>} */
  #queues = new TaskQueue();
  size = 0;

  /** @param {PoolTask} task */
  push(task) {
    let queue = this.#byTenant.get(task.tenant);
    if (queue === undefined) {
      queue = new TenantQueue(task.tenant);
      this.#byTenant.set(task.tenant, queue);
    } else {
      this.#queues.remove(queue);
    }
    queue.tasks.push(task);
    this.#queues.push(queue);
    this.size += 1;
  }

  /** @param {PoolTask} task one that waits here */
  remove(task) {
    const queue = /** @type {TenantQueue} */ (this.#byTenant.get(task.tenant));
    // Before its first task changes, by which it has its place.
    this.#queues.remove(queue);
    queue.tasks.remove(task);
    if (queue.tasks.size > 0) this.#queues.push(queue);
    else this.#byTenant.delete(task.tenant);
    this.size -= 1;
  }

  /** The first task of all. */
  peek() {
    return this.#queues.peek()?.tasks.peek();
  }

  /**
   * The first task that a worker of a tenant can have: a fresh one can have any.
   * @param {Tenant | typeof FRESH} tenant
   */
  peekFor(tenant) {
    if (tenant === FRESH) return this.peek();
    return this.#byTenant.get(/** @type {Tenant} */ (tenant))?.tasks.peek();
  }

  /**
   * How many tasks of each tenant wait.
   * @returns {Iterable<[Tenant, number]>}
   */
  *counts() {
    for (const [tenant, { tasks }] of this.#byTenant) yield [tenant, tasks.size];
  }
}

module.exports = { TenantQueues };
