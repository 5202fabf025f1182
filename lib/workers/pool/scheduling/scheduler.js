'use strict';

const { AbortError } = require('../../../errors.js');
const { Readiness } = require('../readiness.js');
const { crashError, exitInfo, startFailed, startFailure } = require('../worker/failure.js');
const { outputHandler } = require('../worker/output.js');
const { WorkerSet } = require('../worker/worker-set.js');
const { Ahead } = require('./ahead.js');
const { Dispatcher } = require('./dispatcher.js');
const { OpenTasks } = require('./open-tasks.js');
const { TimeLimits } = require('./time-limits.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */
/** @typedef {InstanceType<typeof import('../worker/pool-worker.js').PoolWorker>} PoolWorker */

/** Brings tasks and workers together. */
class Scheduler {
  #dispatcher;

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
    this.limits = new TimeLimits(this);
    this.ahead = new Ahead(this);
    this.#dispatcher = new Dispatcher(this);
  }

  /** @param {PoolTask} task */
  submit(task) {
    if (!this.tasks.admit(task)) return;
    if (task.tenant !== undefined) this.workers.haveTenants();
    if (task.options.signal !== undefined) task.listen((reason) => this.cancel(task, reason));
    this.ahead.giveWay(task);
    this.#queue(task);
    this.fill();
  }

  /** @param {PoolTask} task */
  #queue(task) {
    task.wait();
    this.tasks.waiting.push(task);
    this.limits.whileWaiting(task);
  }

  /**
   * @param {PoolTask} task
   * @param {unknown} reason
   */
  cancel(task, reason) {
    this.drop(task, 'cancelled', new AbortError(reason), reason);
  }

  /** @param {PoolTask} task one that its worker has begun */
  onBegun(task) {
    if (task.outcome !== undefined) return this.#abandon(task, task.options.signal?.reason);
    this.tasks.begun(task);
    this.limits.whileRunning(task);
  }

  /** Gives waiting tasks to workers with room, and starts workers for the rest. */
  fill() {
    this.#dispatcher.fill();
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
    // What comes after it in its worker does not wait for its end.
    const holder = this.ahead.takeBackAround(task);
    if (task.isWaiting) this.tasks.waiting.remove(task);
    if (outcome === 'failed') this.tasks.fail(task, error);
    else this.tasks.end(task, outcome, error);
    this.#abandon(task, reason);
    this.ahead.refill(holder);
  }

  /**
   * Has the code of a task end that nobody waits for any more.
   * @param {PoolTask} task
   * @param {unknown} reason
   */
  #abandon(task, reason) {
    const { worker } = task;
    if (worker === undefined) return;
    this.workers.leave(worker);
    worker.abandoned.cancel(task, reason);
  }

  /** @param {PoolWorker} worker */
  onReady(worker) {
    this.workers.startSucceeded(worker);
    this.announce('workerStart', worker.info);
    this.onRoom(worker);
    this.readiness.check();
  }

  /** @param {PoolWorker} worker */
  onRoom(worker) {
    if (worker.isDismissed || worker.tasks.size > 0 || worker.receiving !== undefined) return this.fill();
    if (worker.isRetired || !this.workers.rejoin(worker)) return this.dismiss(worker);
    this.fill();
    if (worker.tasks.size === 0) worker.whenIdle(() => this.#isSurplus(worker) && this.dismiss(worker));
  }

  /** @param {PoolWorker} worker one that is idle */
  #isSurplus(worker) {
    return this.workers.isSpare(worker) || this.workers.members.length > this.settings.minWorkers;
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
    this.ahead.takeBack(worker);
    for (const task of worker.tasks.live) this.#crashed(task, crashError(record, worker.info, task));
    this.fill();
  }

  /**
   * After three failures in a row, or one that another try cannot help, tasks no longer wait.
   * @param {import('../worker/failure.js').StartFailure} failure
   */
  #startFailed(failure) {
    if (!failure.isFinal && !this.workers.hasGivenUp) return;
    this.readiness.fail(startFailed(failure, this.settings));
    this.ahead.takeAllBack();
    this.tasks.endWaiting('refused', () => startFailed(failure, this.settings));
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
