'use strict';

const { EventEmitter } = require('node:events');
const { cancelJob } = require('../bullmq/cancel-channel.js');
const { reportError } = require('../bullmq/failure.js');
const { JobWorker } = require('../bullmq/job-worker.js');
const { JSON_VALUE, notJson } = require('../bullmq/json.js');
const { loadBullmq } = require('../bullmq/load.js');
const { readingOf } = require('../bullmq/options.js');
const { AbortError, invalidType } = require('../errors.js');
const { poolClosed } = require('../workers/errors.js');
const { addOptions } = require('./options.js');

/** @typedef {import('bullmq').Job} Job */
/**
 * What was added. `removal`: once it is cancelled, with the error for those who wait for it, where it was removed.
 * @typedef {{ job: Job, removal?: Promise<Error | undefined> }} Added
 */

/** The event that concerns every job. */
const OF_ALL = Symbol('all');
/** BullMQ's states of a job that has ended, whose record must stay. */
const ENDED = ['completed', 'failed', 'unknown'];

/** Jobs in a queue of BullMQ, which this process and others with the same queue run. */
class DurableJobs extends EventEmitter {
  #worker;
  #queue;
  #events;
  #settings;
  /** Why no end of a job is heard: by its id, or of all. */
  #lost = new EventEmitter().setMaxListeners(0);
  /** @type {Promise<void> | undefined} */
  #closing;
  /** Whether nothing is heard of jobs any more. */
  #isOver = false;
  durable = true;

  /**
   * @param {unknown} file
   * @param {import('./options.js').Settings} settings
   */
  constructor(file, settings) {
    super();
    const { queue, pool, timeout, connection, backend } = settings;
    const { Queue, QueueEvents } = loadBullmq('createJobs() with a connection');
    const where = /** @type {any} */ (connection);
    this.#settings = settings;
    this.#worker = new JobWorker(queue, file, { ...where, backend, pool, timeout, cancelChannel: true });
    this.#queue = new Queue(queue, where, backend);
    this.#events = new QueueEvents(queue, { ...where, ...readingOf(backend) }, backend);
    // Each call that waits for a job listens to both.
    this.#queue.setMaxListeners(0);
    this.#events.setMaxListeners(0);
    const report = (/** @type {unknown} */ error) => reportError(this, error);
    this.#worker.on('error', report);
    this.#queue.on('error', report);
    this.#events.on('error', report);
    this.#events.on('progress', ({ jobId, data }) => this.emit('progress', jobId, data));
    this.#events.on('removed', ({ jobId }) => this.#lost.emit(jobId, new AbortError()));
    this.pool = this.#worker.pool;
  }

  async ready() {
    await Promise.all([this.#worker.ready(), this.#queue.waitUntilReady(), this.#events.waitUntilReady()]);
  }

  /**
   * @param {unknown} name
   * @param {unknown} [data]
   * @param {unknown} [options]
   */
  async add(name, data = {}, options) {
    if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
    if (['function', 'symbol'].includes(typeof data)) throw invalidType('data', JSON_VALUE, data);
    const checked = addOptions(options, true);
    // What is added before this process hears of events could end unheard.
    await this.#events.waitUntilReady();
    if (this.#closing !== undefined) throw poolClosed();
    const job = await this.#queue.add(name, data, checked).catch((error) => {
      throw notJson(error, 'data', data) ?? error;
    });
    /** @type {Added} */
    const added = { job };
    return {
      id: String(job.id),
      finished: () => this.#finished(added),
      cancel: (/** @type {string | undefined} */ reason) => this.#cancel(added, reason),
    };
  }

  /** @param {Added} added */
  async #finished(added) {
    if (this.#isOver) throw poolClosed();
    const { job } = added;
    const id = String(job.id);
    /** @type {(error: Error) => void} */
    let fail = () => {};
    const lost = new Promise((_resolve, reject) => {
      fail = reject;
    });
    this.#lost.on(id, fail).on(OF_ALL, fail);
    try {
      return await Promise.race([job.waitUntilFinished(this.#events), lost]);
    } catch (error) {
      // BullMQ fails for a job that is not there, maybe before this process hears that it was removed.
      throw (await added.removal?.catch(() => undefined)) ?? error;
    } finally {
      this.#lost.off(id, fail).off(OF_ALL, fail);
    }
  }

  /**
   * Removes a job that waits; one that runs is cancelled where it runs, and one that has ended stays.
   * @param {Added} added
   * @param {string} [reason]
   */
  async #cancel(added, reason) {
    const { job } = added;
    const { queue, connection, backend } = this.#settings;
    const id = String(job.id);
    if (this.#isOver) throw poolClosed();
    const state = await job.getState();
    if (ENDED.includes(state)) return;
    if (state !== 'active') {
      added.removal = this.#remove(id, reason);
      const removed = await added.removal;
      // Not every store tells.
      if (removed !== undefined) return void this.#lost.emit(id, removed);
    }
    const { connection: where, ...rest } = /** @type {any} */ (connection);
    await cancelJob(queue, id, where, { ...rest, backend, reason });
  }

  /**
   * @param {string} id
   * @param {string} [reason]
   */
  async #remove(id, reason) {
    return (await this.#queue.remove(id)) === 1 ? new AbortError(reason) : undefined;
  }

  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close() {
    await this.#worker.close();
    this.#isOver = true;
    this.#lost.emit(OF_ALL, poolClosed());
    await Promise.all([this.#queue.close(), this.#events.close()]);
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close();
  }
}

module.exports = { DurableJobs };
