'use strict';

const { ALONE, FRESH } = require('../scheduling/tenants.js');
const { GivenAhead, mayHaveAhead } = require('./given-ahead.js');
const { AbandonedTasks } = require('./abandoned-tasks.js');
const { receive } = require('./message-handlers.js');
const { StreamCredit } = require('./stream-credit.js');
const { TaskSender } = require('./task-sender.js');
const { TimeBounds } = require('./time-bounds.js');
const { WorkerLifecycle } = require('./worker-lifecycle.js');
const { WorkerTasks } = require('./worker-tasks.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {import('./isolation-kinds.js').ExitRecord} ExitRecord */

/**
 * What a worker reports to its pool.
 * @typedef {{ onReady(worker: PoolWorker): void,
 *   ahead: InstanceType<typeof import('../scheduling/ahead.js').Ahead>,
 *   onDelivery(task: PoolTask, deliver: (task: PoolTask) => void): void,
 *   onOver(worker: PoolWorker, task: PoolTask, result: { value: unknown } | { error: unknown }): void,
 *   onRoom(worker: PoolWorker): void, fill(): void, onExit(worker: PoolWorker, record: ExitRecord): void,
 *   onOutput(worker: PoolWorker, stream: 'stdout' | 'stderr', chunk: Buffer,
 *     source: import('node:stream').Readable): void }} Owner
 */

/** A worker of a pool: a thread or process, and the tasks that it has. */
class PoolWorker {
  static #lastId = 0;
  tasks = new WorkerTasks();
  /** Whose tasks it has; it never has those of two. @type {import('../scheduling/tenants.js').Tenant | typeof FRESH} */
  tenant = FRESH;
  /** It takes no new task, and exits after those that it has. */
  isRetired = false;
  #lifecycle;
  #bounds;
  #sender;

  /**
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {number} place
   * @param {Owner} owner
   */
  constructor(kind, settings, place, owner) {
    PoolWorker.#lastId += 1;
    this.id = PoolWorker.#lastId;
    this.settings = settings;
    this.place = place;
    this.owner = owner;
    this.#lifecycle = new WorkerLifecycle(kind, settings, {
      onReady: () => owner.onReady(this),
      onMessage: (message) => receive(this, this.#lifecycle, message),
      onExit: (record) => owner.onExit(this, record),
      onOutput: (stream, chunk, source) => owner.onOutput(this, stream, chunk, source),
    });
    this.abandoned = new AbandonedTasks(this.tasks, this.#lifecycle, settings.gracePeriod);
    this.ahead = new GivenAhead(mayHaveAhead(settings) ? this.#lifecycle.claims : undefined);
    this.#bounds = new TimeBounds(settings, this.#lifecycle);
    this.credit = new StreamCredit(this.#lifecycle);
    this.#sender = new TaskSender(this.#lifecycle, () => owner.onRoom(this));
  }

  /** What the pool's user sees of it. */
  get info() {
    return { id: this.id, type: this.settings.isolation, ...this.#lifecycle.info };
  }

  /** Resident memory in bytes; undefined for a thread. */
  get memory() {
    return this.#lifecycle.memory;
  }

  get isReady() {
    return this.#lifecycle.isReady;
  }

  /** The pool asked it to go, or killed it. */
  get isDismissed() {
    return this.#lifecycle.isDismissed;
  }

  /** Settles when it has exited. */
  get exited() {
    return this.#lifecycle.exited;
  }

  /** Whether it takes further tasks at all. */
  get isOpen() {
    return this.isReady && !this.isRetired && !this.isDismissed && this.#sender.isFree;
  }

  /** The task that it is being sent. */
  get receiving() {
    return this.#sender.underWay;
  }

  get hasRoom() {
    return this.isOpen && this.tasks.size < this.settings.concurrency;
  }

  /** What its exit was: of a start that failed, with what was thrown, if anything was; a crash; or what the pool wanted. */
  get ending() {
    const { isReady, isDismissed, failure } = this.#lifecycle;
    if (!isReady && (failure !== undefined || !isDismissed)) return { kind: 'failed', failure };
    return { kind: isDismissed ? 'dismissed' : 'crashed' };
  }

  /**
   * Hands it a task.
   * @param {PoolTask} task
   * @throws {TaskDataError} when the arguments cannot be sent; it does not have the task then
   */
  give(task) {
    this.#sender.send(task, undefined);
    this.#lifecycle.stopTimer();
    this.ahead.isIdle();
    task.begin(this);
    this.tasks.add(task);
    this.tenant = task.tenant;
    this.isRetired ||= task.tenant === ALONE;
    this.#bounds.begin();
  }

  /**
   * Hands it a task to begin when it has ended those before.
   * @param {PoolTask} task
   * @returns {boolean} false if it will not: what it had was taken back while the task was written
   * @throws {TaskDataError} as `give`
   */
  giveAhead(task) {
    const { round } = this.ahead;
    this.#sender.send(task, round);
    if (this.ahead.round !== round) return false;
    this.ahead.add(task);
    return true;
  }

  /**
   * @param {number} id
   * @param {(task: PoolTask) => void} deliver
   */
  deliver(id, deliver) {
    const task = this.tasks.get(id);
    if (task !== undefined && task.outcome === undefined) this.owner.onDelivery(task, deliver);
  }

  /**
   * The code of a task has ended.
   * @param {number} id
   * @param {{ value: unknown } | { error: unknown }} result
   * @param {number} [time] that it took in the worker
   */
  over(id, result, time) {
    const task = this.tasks.get(id);
    if (task === undefined) return;
    this.tasks.delete(id);
    if (this.tasks.size === 0) this.#bounds.end();
    const next = this.ahead.next(time);
    if (next !== undefined) this.owner.ahead.begin(this, next);
    this.owner.onOver(this, task, result);
    this.abandoned.end();
  }

  /**
   * The code of a task has thrown, and ended so.
   * @param {number} id
   * @param {unknown[]} errors
   * @param {{ value: unknown } | { error: unknown }} result
   * @param {number} [time] that it took in the worker
   */
  threw(id, errors, result, time) {
    if (!errors.some((error) => this.#lifecycle.endsByMemory(error))) this.over(id, result, time);
  }

  /** It is replaced when it has had as many tasks, or has as much memory, as the pool allows. */
  retireIfUsed() {
    const { tasks, rss } = this.settings.recycleAfter;
    this.isRetired ||= this.tasks.taken >= tasks || (rss !== Infinity && (this.memory ?? 0) >= rss);
  }

  /**
   * Calls back if it gets no task for the pool's idle time.
   * @param {() => void} onIdle
   */
  whenIdle(onIdle) {
    this.#lifecycle.after(this.settings.idleTimeout, onIdle);
  }

  stop() {
    this.#lifecycle.stop();
  }

  /** @param {string} reason */
  kill(reason) {
    this.#lifecycle.kill(reason);
  }
}

module.exports = { PoolWorker };
