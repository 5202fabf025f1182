'use strict';

const { AbortError } = require('../../../errors.js');
const { Crew } = require('../worker/worker-set.js');
const { outputHandler } = require('../worker/output.js');
const { timedOut } = require('../pool-errors.js');
const { Readiness } = require('../worker/readiness.js');
const { TaskLedger } = require('./open-tasks.js');
const { workerExited } = require('../worker/worker-exit.js');

/** @typedef {Scheduler} TaskScheduler */
/** @typedef {import('../task.js').Task} Task */
/** @typedef {import('../worker/pool-worker.js').Member} Member */

/** Brings tasks and workers together. */
class Scheduler {
  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {import('../worker/isolation-kinds.js').Kind} kind
   * @param {(event: string, payload?: unknown) => void} announce
   */
  constructor(settings, kind, announce) {
    this.settings = settings;
    this.announce = announce;
    this.onOutput = outputHandler(settings.stdio, announce);
    this.crew = new Crew(settings, kind, this);
    this.tasks = new TaskLedger(settings, announce);
    this.readiness = new Readiness(this.crew, settings.minWorkers);
  }

  /** @param {Task} task */
  submit(task) {
    if (!this.tasks.admit(task)) return;
    const { signal } = task.options;
    task.listen(() => this.drop(task, 'cancelled', new AbortError(signal?.reason), signal?.reason));
    this.#queue(task);
    this.fill();
  }

  /** @param {Task} task */
  #queue(task) {
    const { queueTimeout } = task.options;
    task.wait();
    this.tasks.waiting.push(task);
    task.limit(queueTimeout, () => this.drop(task, 'timedOut', timedOut('queue', queueTimeout)));
  }

  /** Gives waiting tasks to workers that have room, and starts workers for the rest. */
  fill() {
    if (this.tasks.waiting.size > 0) this.#giveAll();
    const { minimum } = this.readiness;
    if (this.tasks.waiting.size > 0 || minimum > 0)
      this.crew.startFor(this.tasks.waiting, minimum, () => this.fill());
  }

  #giveAll() {
    for (;;) {
      const worker = this.crew.findRoom(this.tasks.waiting);
      if (worker === undefined) break;
      this.#give(this.tasks.waiting.takeFor(worker.place), worker);
    }
  }

  /**
   * @param {Task} task
   * @param {Member} worker
   */
  #give(task, worker) {
    const { timeout } = task.options;
    try {
      worker.give(task);
    } catch (error) {
      task.wait();
      return this.tasks.end(task, 'failed', /** @type {Error} */ (error));
    }
    this.tasks.begun(task);
    task.limit(timeout, () => this.drop(task, 'timedOut', timedOut('run', timeout)));
  }

  /**
   * Ends a task from outside, whether it waits or runs. Its worker takes no other until its code has ended.
   * @param {Task} task
   * @param {import('../task.js').Outcome} outcome
   * @param {any} error what the caller gets
   * @param {unknown} [reason] what the task's signal gets
   */
  drop(task, outcome, error, reason = error) {
    if (task.outcome !== undefined) return;
    const { worker } = task;
    if (worker === undefined) this.tasks.waiting.remove(task);
    if (outcome === 'failed') this.tasks.fail(task, error);
    else this.tasks.end(task, outcome, error);
    if (worker !== undefined) {
      this.crew.leave(worker);
      worker.cancel(task, reason);
    }
    this.fill();
  }

  /** @param {Member} worker */
  onReady(worker) {
    this.crew.guard.succeeded();
    this.announce('workerStart', worker.info);
    this.onRoom(worker);
    this.readiness.check();
  }

  /** @param {Member} worker */
  onRoom(worker) {
    if (worker.tasks.size > 0) return this.fill();
    if (worker.isRetired || !this.crew.rejoin(worker)) return this.dismiss(worker);
    this.fill();
    if (worker.tasks.size === 0) worker.whenIdle(() => this.#endIdle(worker));
  }

  /** @param {Member} worker */
  #endIdle(worker) {
    if (this.crew.members.length > this.settings.minWorkers) this.dismiss(worker);
  }

  /**
   * Lets a worker go, and another take its place.
   * @param {Member} worker
   */
  dismiss(worker) {
    this.crew.leave(worker);
    worker.stop();
    this.fill();
  }

  /**
   * @param {Task} task
   * @param {(task: Task) => void} deliver
   */
  onDelivery(task, deliver) {
    try {
      deliver(task);
    } catch (error) {
      this.drop(task, 'failed', error);
    }
  }

  /**
   * @param {Member} worker
   * @param {Task} task
   * @param {{ value: unknown } | { error: unknown }} result
   */
  onOver(worker, task, result) {
    this.crew.guard.worked();
    worker.retireIfUsed();
    if (task.outcome === undefined) {
      if ('value' in result) this.tasks.complete(task, result.value);
      else this.tasks.fail(task, task.site.extend(result.error));
    }
    this.onRoom(worker);
  }

  /**
   * @param {Member} worker
   * @param {import('../worker/thread.js').ExitRecord} record
   */
  onExit(worker, record) {
    workerExited(this, worker, record);
    this.fill();
  }

  /**
   * A task whose worker has ended begins again, if it may.
   * @param {Task} task
   * @param {Error} error
   */
  crashed(task, error) {
    if (!task.canRetry) return this.tasks.end(task, 'crashed', error);
    this.tasks.setBack(task);
    this.#queue(task);
  }
}

module.exports = { Scheduler };
