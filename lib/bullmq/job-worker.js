'use strict';

const { EventEmitter } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { poolClosed } = require('../workers/errors.js');
const { WorkerPool } = require('../workers/pool/pool.js');
const { makeWorker } = require('./bullmq-worker.js');
const { CancelChannel } = require('./cancel-channel.js');
const { CloseTimes, closeWorker, timeoutOfClose } = require('./closing.js');
const { reportError } = require('./failure.js');
const { JobRunner, SHUTDOWN } = require('./job-runner.js');
const { loadBullmq } = require('./load.js');
const { jobWorkerSettings } = require('./options.js');

/** The time between two attempts to start a worker, while none can be started, in milliseconds. */
const START_AGAIN = 1000;

/**
 * Takes jobs from a queue of BullMQ and runs them in a pool. It is in one of these states: starting, until a worker has
 * loaded the file; taking jobs; held, while no worker can be started; closing, from the first `close`; closed.
 */
class JobWorker extends EventEmitter {
  #settings;
  #runner;
  #channel;
  /** Rejects when it is closed, whether or not the store answers. @type {Promise<never>} */
  #closed;
  /** @type {Promise<void> | undefined} */
  #starting;
  #isHeld = false;
  /** @type {Promise<void> | undefined} */
  #closing;
  /** @type {InstanceType<typeof CloseTimes> | undefined} */
  #times;

  /**
   * @param {unknown} queue
   * @param {unknown} file
   * @param {unknown} options
   */
  constructor(queue, file, options) {
    super();
    const settings = jobWorkerSettings(queue, file, options);
    const bullmq = loadBullmq('JobWorker');
    this.#settings = settings;
    this.pool = new WorkerPool(file, settings.pool);
    const on = {
      error: (/** @type {unknown} */ error) => this.#report(error),
      cannotRun: (/** @type {Error} */ error) => this.#hold(error),
    };
    this.#runner = new JobRunner(bullmq, this.pool, settings, on, JobWorker);
    this.worker = makeWorker(bullmq, settings, this.#runner, this.pool);
    this.worker.on('error', (error) => this.#report(error));
    this.#closed = new Promise((_resolve, reject) => {
      this.worker.once('closing', () => reject(poolClosed()));
    });
    this.#closed.catch(() => {});
    this.#channel = this.#makeChannel(bullmq);
    // To be closed before it has started is not an error.
    if (settings.isStartedAtOnce)
      this.ready().catch((error) => this.#closing === undefined && this.#report(error));
  }

  /** @param {typeof import('bullmq')} bullmq */
  #makeChannel(bullmq) {
    if (!this.#settings.hasCancelChannel) return undefined;
    return new CancelChannel(bullmq, this.#settings, {
      cancel: (id, reason) => void this.cancelJob(id, reason),
      error: (error) => this.#report(error),
    });
  }

  /** Settles when the file is loaded and the store has answered; only then jobs are taken. */
  ready() {
    if (this.#closing !== undefined) return Promise.reject(poolClosed());
    this.#starting ??= Promise.race([this.#start(), this.#closed]).catch((error) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  async #start() {
    await this.pool.ready();
    await this.worker.waitUntilReady();
    await this.#channel?.listen();
    if (this.#settings.isStartedAtOnce && this.#closing === undefined)
      this.worker.run().catch((error) => this.#report(error));
  }

  /**
   * Takes no jobs until a worker can be started; no more at all where the pool was closed on its own.
   * @param {Error} cause
   */
  #hold(cause) {
    if (this.#closing !== undefined) return;
    this.#report(cause);
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.worker.hold().catch((error) => this.#report(error));
    this.#goOnWhenReady().catch((error) => this.#report(error));
  }

  async #goOnWhenReady() {
    do await sleep(START_AGAIN);
    while (this.#closing === undefined && !(await this.#canStart()));
    this.#isHeld = false;
    if (this.#closing === undefined) await this.worker.release();
  }

  #canStart() {
    return this.pool.ready().then(
      () => true,
      () => false,
    );
  }

  /**
   * @param {string} id
   * @param {string} [reason]
   */
  cancelJob(id, reason) {
    return this.worker.cancelJob(id, reason);
  }

  /** @param {unknown} [options] */
  close(options) {
    try {
      const timeout = timeoutOfClose('JobWorker#close', options);
      this.#times ??= new CloseTimes(this.#settings, timeout);
      this.#times.limit(timeout);
      this.#closing ??= this.#close(this.#times);
      return this.#closing;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** @param {InstanceType<typeof CloseTimes>} times */
  async #close(times) {
    const report = (/** @type {unknown} */ error) => this.#report(error);
    const isAnswered = await closeWorker(this.worker, times, SHUTDOWN, report);
    await this.#channel?.close(times.store.left).catch(report);
    times.clear();
    await this.pool.close({ timeout: isAnswered ? this.#settings.gracePeriod : 0 });
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close();
  }

  /** @param {unknown} error */
  #report(error) {
    reportError(this, error);
  }
}

module.exports = { JobWorker };
