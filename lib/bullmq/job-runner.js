'use strict';

const { throwIfAborted } = require('../errors.js');
const { CallSite } = require('../workers/pool/call-site.js');
const { optionsForMany, startAt } = require('../workers/pool/pool.js');
const { PoolClosedError, WorkerStartError } = require('../workers/errors.js');
const { failureOf, final } = require('./failure.js');
const { JobLog } = require('./job-log.js');
const { JobProgress } = require('./job-progress.js');
const { notJson } = require('./json.js');
const { RunningJobs } = require('./running-jobs.js');

/** @typedef {import('bullmq').Job} Job */

/** Why the worker itself stops jobs, as the reason of their signals. */
const LOCK_LOST = new Error('Another worker may have the job: its lock was not renewed in time');
const SHUTDOWN = new Error('The worker of the queue is closed');

/** Runs each job as a task of the pool. BullMQ learns of its end from what `run` returns or throws. */
class JobRunner {
  #WaitingError;
  #pool;
  #settings;
  #on;
  /** Where the worker was made: BullMQ makes the calls, and its frames show nothing. */
  #site;
  /** Those of each task, where no job has its own. @type {object | undefined} */
  #options;
  running = new RunningJobs();

  /**
   * @param {typeof import('bullmq')} bullmq
   * @param {InstanceType<typeof import('../workers/pool/pool.js').WorkerPool>} pool
   * @param {import('./options.js').Settings} settings
   * @param {{ error(error: unknown): void, cannotRun(error: Error): void }} on
   * @param {Function} made the function whose caller has made the worker
   */
  constructor({ WaitingError }, pool, settings, on, made) {
    this.#WaitingError = WaitingError;
    this.#pool = pool;
    this.#settings = settings;
    this.#on = on;
    this.#site = CallSite.of(made);
  }

  /**
   * @param {Job} job
   * @param {string} token of its lock
   */
  async run(job, token) {
    const running = this.running.add(job, token);
    const progress = new JobProgress(job, this.#on.error);
    const log = this.#settings.log ? new JobLog(job, this.#on.error) : undefined;
    try {
      const task = this.#begin(running, (message) => {
        if (log?.take(message) !== true) progress.update(message);
      });
      running.began(task);
      const result = await task.result;
      const writing = written(progress, log);
      if (writing !== undefined) await writing;
      if (mayNotBeJson(result)) failForGood(job);
      return result;
    } catch (error) {
      throw await this.#end(error, running, () => written(progress, log));
    } finally {
      this.running.delete(running);
    }
  }

  /**
   * @param {ReturnType<InstanceType<typeof RunningJobs>['add']>} running
   * @param {(message: unknown) => void} onMessage
   */
  #begin(running, onMessage) {
    const { job } = running;
    const args = this.#settings.args(job);
    const options = this.#optionsOf(job);
    // Code of the options may have cancelled it.
    throwIfAborted(running.signal);
    return startAt(this.#pool, this.#site, job.name, args, options, onMessage);
  }

  /** @param {Job} job */
  #optionsOf(job) {
    const { timeout, tenant } = this.#settings;
    if (typeof timeout === 'function' || tenant !== undefined)
      return { timeout: typeof timeout === 'function' ? timeout(job) : timeout, tenant: tenant?.(job) };
    this.#options ??= optionsForMany(this.#pool, { timeout });
    return this.#options;
  }

  /**
   * Decides how a job ends whose task has failed.
   * @param {unknown} error
   * @param {ReturnType<InstanceType<typeof RunningJobs>['add']>} running
   * @param {() => Promise<unknown> | undefined} finish
   * @returns {Promise<Error>} what BullMQ is to catch
   */
  async #end(error, running, finish) {
    const { job, token } = running;
    const reason = running.signal?.reason;
    // BullMQ leaves a job alone after a WaitingError. Another worker has this one.
    if (reason === LOCK_LOST) return new this.#WaitingError();
    if (reason === SHUTDOWN || error instanceof PoolClosedError) {
      // It must not run in two places: its worker ends first.
      await this.#pool.close({ timeout: this.#settings.gracePeriod, pending: 'cancel' });
      if (reason !== SHUTDOWN) this.#on.cannotRun(/** @type {Error} */ (error));
      return this.#giveBack(job, token);
    }
    if (error instanceof WorkerStartError) {
      this.#on.cannotRun(error);
      return this.#giveBack(job, token);
    }
    await finish();
    const isUnrecoverable = (/** @type {Error} */ cause) => this.#settings.isUnrecoverable(cause, job);
    return failureOf(error, { signal: running.signal, isUnrecoverable });
  }

  /**
   * Moves a job back to where it waits, which costs it no attempt.
   * @param {Job} job
   * @param {string} token
   */
  async #giveBack(job, token) {
    await job.moveToWait(token).catch(this.#on.error);
    return new this.#WaitingError();
  }
}

/** @param {unknown} result */
function mayNotBeJson(result) {
  return (typeof result === 'object' && result !== null) || typeof result === 'bigint';
}

/**
 * Has a job whose result is not JSON fail without another attempt, which would end in the same way. BullMQ writes the result
 * when it has it, and not before; a second time here would cost the loop as much again.
 * @param {Job} job
 */
function failForGood(job) {
  const complete = job.moveToCompleted;
  job.moveToCompleted = async (result, ...rest) => {
    try {
      return await complete.call(job, result, ...rest);
    } catch (error) {
      const cause = notJson(error, 'result', result);
      throw cause === undefined ? error : final(cause);
    }
  };
}

/**
 * @param {InstanceType<typeof JobProgress>} progress
 * @param {InstanceType<typeof JobLog> | undefined} log
 * @returns {Promise<unknown> | undefined} undefined where nothing is under way
 */
function written(progress, log) {
  const parts = [progress.finish(), log?.finish()].filter((part) => part !== undefined);
  return parts.length > 0 ? Promise.all(parts) : undefined;
}

module.exports = { JobRunner, LOCK_LOST, SHUTDOWN };
