'use strict';

const { AbortError } = require('../../../errors.js');
const { timedOut } = require('../../errors.js');
const { Readiness } = require('../readiness.js');
const { crashError, exitInfo, startFailed, startFailure } = require('../worker/failure.js');
const { outputHandler } = require('../worker/output.js');
const { WorkerSet } = require('../worker/worker-set.js');
const { OpenTasks } = require('./open-tasks.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {InstanceType<typeof import('../worker/pool-worker.js').PoolWorker>} PoolWorker */

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
    this.workers = new WorkerSet(settings, kind, this);
    this.tasks = new OpenTasks(settings, announce);
    this.readiness = new Readiness(this.workers, settings.minWorkers);
  }

  /** @param {PoolTask} task */
  submit(task) {
    if (!this.tasks.admit(task)) return;
    const { signal } = task.options;
    task.listen(() => this.drop(task, 'cancelled', new AbortError(signal?.reason), signal?.reason));
    this.#queue(task);
    this.fill();
  }

  /** @param {PoolTask} task */
  #queue(task) {
    const { queueTimeout } = task.options;
    task.wait();
    this.tasks.waiting.push(task);
    task.limit(queueTimeout, () => this.drop(task, 'timedOut', timedOut('queue', queueTimeout)));
  }

  /** Gives waiting tasks to workers with room, and starts workers for the rest. */
  fill() {
    if (this.tasks.waiting.size > 0) this.#giveAll();
    const { minimum } = this.readiness;
    if (this.tasks.waiting.size > 0 || minimum > 0)
      this.workers.startFor(this.tasks.waiting, minimum, () => this.fill());
  }

  #giveAll() {
    for (;;) {
      const worker = this.workers.findRoom(this.tasks.waiting);
      if (worker === undefined) break;
      this.#give(this.tasks.waiting.takeFor(worker.place), worker);
    }
  }

  /**
   * @param {PoolTask} task
   * @param {PoolWorker} worker
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
   * Ends a task from outside, whether it waits or runs. Its worker takes no other task until the code has ended.
   * @param {PoolTask} task
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
      this.workers.leave(worker);
      worker.cancel(task, reason);
    }
    this.fill();
  }

  /** @param {PoolWorker} worker */
  onReady(worker) {
    this.workers.startSucceeded();
    this.announce('workerStart', worker.info);
    this.onRoom(worker);
    this.readiness.check();
  }

  /** @param {PoolWorker} worker */
  onRoom(worker) {
    if (worker.tasks.size > 0) return this.fill();
    if (worker.isRetired || !this.workers.rejoin(worker)) return this.dismiss(worker);
    this.fill();
    const isSpare = () => this.workers.members.length > this.settings.minWorkers;
    if (worker.tasks.size === 0) worker.whenIdle(() => isSpare() && this.dismiss(worker));
  }

  /**
   * Stops a worker, and lets another take its place.
   * @param {PoolWorker} worker
   */
  dismiss(worker) {
    this.workers.leave(worker);
    worker.stop();
    this.fill();
  }

  /**
   * @param {PoolTask} task
   * @param {(task: PoolTask) => void} deliver
   */
  onDelivery(task, deliver) {
    try {
      deliver(task);
    } catch (error) {
      this.drop(task, 'failed', error);
    }
  }

  /**
   * @param {PoolWorker} worker
   * @param {PoolTask} task
   * @param {{ value: unknown } | { error: unknown }} result
   */
  onOver(worker, task, result) {
    this.workers.taskEnded();
    worker.retireIfUsed();
    if (task.outcome === undefined) {
      if ('value' in result) this.tasks.complete(task, result.value);
      else this.tasks.fail(task, task.site.extend(result.error));
    }
    this.onRoom(worker);
  }

  /**
   * @param {PoolWorker} worker
   * @param {import('../worker/isolation-kinds.js').ExitRecord} record
   */
  onExit(worker, record) {
    const { kind } = worker.ending;
    this.workers.remove(worker);
    this.announce('workerExit', exitInfo(worker.info, record));
    if (kind === 'failed') this.#startFailed(startFailure(worker, record));
    for (const task of worker.tasks.live) this.#crashed(task, crashError(record, worker.info, task));
    this.fill();
  }

  /**
   * After three failures in a row, or one that another try cannot help, tasks no longer wait.
   * @param {import('../worker/failure.js').StartFailure} failure
   */
  #startFailed(failure) {
    if (!failure.isFinal && !this.workers.hasGivenUp) return;
    this.readiness.fail(startFailed(failure));
    this.tasks.endWaiting('refused', () => startFailed(failure));
  }

  /**
   * A task whose worker has ended waits again, if it may.
   * @param {PoolTask} task
   * @param {Error} error
   */
  #crashed(task, error) {
    if (!task.canRetry) return this.tasks.end(task, 'crashed', error);
    this.tasks.setBack(task);
    this.#queue(task);
  }
}

module.exports = { Scheduler };
