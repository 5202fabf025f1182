'use strict';

const { describe } = require('../../wire/remote-error.js');
const { ABORT, CREDIT, RUN } = require('../../wire/messages.js');
const { receive } = require('./message-handlers.js');
const { WorkerLife } = require('./worker-lifecycle.js');

/** How long a stream has to end its generator, in milliseconds: it does so at its next item. */
const STREAM_GRACE = 50;

/** @typedef {PoolWorker} Member */
/** @typedef {import('../task.js').Task} Task */
/** @typedef {import('./thread.js').ExitRecord} ExitRecord */

/**
 * What a worker tells its pool.
 * @typedef {{ onReady(worker: Member): void, onDelivery(task: Task, deliver: (task: Task) => void): void,
 *   onOver(worker: Member, task: Task, result: { value: unknown } | { error: unknown }): void,
 *   onRoom(worker: Member): void, onExit(worker: Member, record: ExitRecord): void,
 *   onOutput(worker: Member, stream: 'stdout' | 'stderr', chunk: Buffer): void }} Owner
 */

/** A worker with the tasks that it has. */
class PoolWorker extends WorkerLife {
  /** The tasks whose code it runs, with those that nobody waits for any more. @type {Map<number, Task>} */
  tasks = new Map();
  /** Tasks that it was given so far. */
  taken = 0;
  /** Its channel is full. */
  #isClogged = false;

  /**
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {number} place
   * @param {Owner} owner
   */
  constructor(kind, settings, place, owner) {
    super(kind, settings, {
      onReady: () => owner.onReady(this),
      onMessage: (message) => receive(this, message),
      onExit: (record) => owner.onExit(this, record),
      onOutput: (stream, chunk) => owner.onOutput(this, stream, chunk),
    });
    this.place = place;
    this.owner = owner;
  }

  get hasRoom() {
    const isOpen = this.isReady && !this.isRetired && !this.isDismissed && !this.#isClogged;
    return isOpen && this.tasks.size < this.settings.concurrency;
  }

  /** The tasks that somebody waits for. */
  get live() {
    return [...this.tasks.values()].filter((task) => task.outcome === undefined);
  }

  /**
   * Hands it a task. Throws a TaskDataError, and has no task then, when the arguments cannot be sent.
   * @param {Task} task
   */
  give(task) {
    const { limits } = this.settings;
    clearTimeout(this.timer);
    task.begin(this);
    const message = [RUN, task.id, task.name, task.args, task.attempt, task.credit];
    this.post(message, task.options.transfer);
    this.tasks.set(task.id, task);
    this.taken += 1;
    if (limits.cpuMs || limits.timeoutMs) this.backing?.budget(limits.cpuMs ?? 0, limits.timeoutMs ?? 0);
    this.#waitForRoom();
  }

  /**
   * @param {number} id
   * @param {number} items
   */
  grant(id, items) {
    if (!this.isEnded) this.post([CREDIT, id, items]);
  }

  /**
   * @param {number} id
   * @param {(task: Task) => void} deliver
   */
  deliver(id, deliver) {
    const task = this.tasks.get(id);
    if (task !== undefined && task.outcome === undefined) this.owner.onDelivery(task, deliver);
  }

  /**
   * A task's code has come to its end.
   * @param {number} id
   * @param {{ value: unknown } | { error: unknown }} result
   */
  over(id, result) {
    const task = this.tasks.get(id);
    if (task === undefined) return;
    this.tasks.delete(id);
    const { limits } = this.settings;
    if (limits.cpuMs || limits.timeoutMs) this.backing?.budget(0, 0);
    this.owner.onOver(this, task, result);
    this.#endAbandoned();
  }

  /**
   * Ends the code of a task that nobody waits for any more: asks it to, where it looks at its signal or is a stream,
   * and else, or if that takes too long, ends the worker. Tasks beside it are let finish first, if they can.
   * @param {Task} task
   * @param {unknown} reason
   */
  cancel(task, reason) {
    this.post([ABORT, task.id, describe(reason)]);
    if (this.live.length > 0) this.wait(this.settings.gracePeriod, () => this.kill('unresponsive'));
    else this.#endAbandoned();
  }

  /** The cancelled task lets those beside it go on. */
  isResponsive() {
    if (this.live.length > 0) clearTimeout(this.timer);
  }

  #endAbandoned() {
    if (this.isEnded || this.tasks.size === 0 || this.live.length > 0) return;
    const grace = Math.max(...[...this.tasks.values()].map((task) => this.#graceOf(task)));
    if (grace === 0) this.kill('abort');
    else this.wait(grace, () => this.kill('abort'));
  }

  /** @param {Task} task */
  #graceOf({ isListening, credit }) {
    const { gracePeriod } = this.settings;
    if (isListening) return gracePeriod;
    return credit === undefined ? 0 : Math.min(STREAM_GRACE, gracePeriod);
  }

  /** It gives way to another when it has had as many tasks, or has as much memory, as the pool allows. */
  retireIfUsed() {
    const { tasks, rss } = this.settings.recycleAfter;
    this.isRetired ||= this.taken >= tasks || (rss !== Infinity && (this.memory ?? 0) >= rss);
  }

  async #waitForRoom() {
    const drained = this.backing?.drained();
    if (!drained) return;
    this.#isClogged = true;
    await drained;
    this.#isClogged = false;
    this.owner.onRoom(this);
  }
}

module.exports = { PoolWorker };
