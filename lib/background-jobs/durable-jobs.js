'use strict';

const { EventEmitter } = require('node:events');
const { cancelJob } = require('../bullmq/cancel-channel.js');
const { Deadline, timeoutOfClose } = require('../bullmq/closing.js');
const { reportError } = require('../bullmq/failure.js');
const { JobWorker } = require('../bullmq/job-worker.js');
const { JSON_VALUE, notJson } = require('../bullmq/json.js');
const { loadBullmq } = require('../bullmq/load.js');
const { makeClient, makeOr } = require('../bullmq/make-client.js');
const { readingOf } = require('../bullmq/options.js');
const { StoreCalls, closeClient } = require('../bullmq/store-calls.js');
const { AbortError, invalidType } = require('../errors.js');
const { poolClosed } = require('../workers/errors.js');
const { JobEnds } = require('./job-ends.js');
const { addOptions } = require('./options.js');

/** @typedef {import('./job-ends.js').Added} Added */

/** BullMQ's states of a job that has ended, whose record must stay. */
const ENDED = ['completed', 'failed', 'unknown'];

/** Jobs in a queue of BullMQ, which this process and others with the same queue run. */
class DurableJobs extends EventEmitter {
  #worker;
  #queue;
  #events;
  #settings;
  #calls;
  #ends;
  /** @type {Promise<void> | undefined} */
  #closing;
  /** Whether nothing is heard of jobs any more. */
  #isOver = false;
  /** When all of `close` is to be over. */
  #end = new Deadline();
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
    this.#calls = new StoreCalls(settings);
    const drop = () => made.forEach((client) => closeClient(client.on('error', () => {})).catch(() => {}));
    this.#queue = makeClient(Queue, (Class) => new Class(queue, where, backend));
    /** @type {(EventEmitter & import('../bullmq/store-calls.js').Client)[]} */
    const made = [this.#queue];
    const reading = { ...where, ...readingOf(backend) };
    this.#events = makeOr(drop, () => makeClient(QueueEvents, (Class) => new Class(queue, reading, backend)));
    made.push(this.#events);
    const running = { ...where, backend, pool, timeout, cancelChannel: true };
    this.#worker = makeOr(drop, () => new JobWorker(queue, file, running));
    this.#ends = new JobEnds(this.#queue, this.#events, this.#calls);
    const report = (/** @type {unknown} */ error) => reportError(this, error);
    this.#worker.on('error', report);
    for (const client of /** @type {EventEmitter[]} */ ([this.#queue, this.#events])) {
      client.on('error', report);
      client.on('error', (error) => this.#calls.failed(error));
    }
    this.#events.on('progress', ({ jobId, data }) => this.emit('progress', jobId, data));
    this.pool = this.#worker.pool;
  }

  async ready() {
    await this.pool.ready();
    await this.#calls.run((step) => step(Promise.all([this.#worker.ready(), this.#isReached()])));
  }

  #isReached() {
    return Promise.all([this.#queue.waitUntilReady(), this.#events.waitUntilReady()]);
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
    const job = await this.#calls
      .run(async (step) => {
        // What is added before this process hears of events could end unheard.
        await step(this.#isReached());
        if (this.#closing !== undefined) throw poolClosed();
        return step(this.#queue.add(name, data, checked));
      })
      .catch((error) => {
        throw notJson(error, 'data', data) ?? (this.#closing === undefined ? error : poolClosed());
      });
    /** @type {Added} */
    const added = { job };
    return {
      id: String(job.id),
      finished: async () => {
        if (this.#isOver) throw poolClosed();
        return this.#ends.of(added);
      },
      cancel: (/** @type {string | undefined} */ reason) =>
        this.#calls.run((step) => this.#cancel(added, reason, step)),
    };
  }

  /**
   * Removes a job that waits; one that runs is cancelled where it runs, and one that has ended stays.
   * @param {Added} added
   * @param {string | undefined} reason
   * @param {import('../bullmq/store-calls.js').Step} step
   */
  async #cancel(added, reason, step) {
    const { job } = added;
    const { queue, connection, backend, storeTimeout } = this.#settings;
    const id = String(job.id);
    if (this.#isOver) throw poolClosed();
    const state = await step(job.getState());
    if (ENDED.includes(state)) return;
    if (state !== 'active') {
      added.removal = step(this.#remove(id, reason));
      const removed = await added.removal;
      // Not every store tells.
      if (removed !== undefined) return void this.#ends.lose(id, removed);
    }
    const { connection: where, ...rest } = /** @type {any} */ (connection);
    await step(cancelJob(queue, id, where, { ...rest, backend, reason, storeTimeout }));
  }

  /**
   * @param {string} id
   * @param {string} [reason]
   */
  async #remove(id, reason) {
    return (await this.#queue.remove(id)) === 1 ? new AbortError(reason) : undefined;
  }

  /** @param {unknown} [options] */
  async close(options) {
    const timeout = timeoutOfClose('Jobs#close', options);
    this.#end.in(timeout ?? Infinity);
    const closed = this.#worker.close({ timeout });
    this.#closing ??= this.#close(closed);
    return this.#closing;
  }

  /** @param {Promise<void>} closed that of the worker */
  async #close(closed) {
    await closed;
    this.#isOver = true;
    this.#ends.loseAll(poolClosed());
    await Promise.all([this.#queue, this.#events].map((client) => closeClient(client, this.#end.left)));
    this.#end.clear();
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close();
  }
}

module.exports = { DurableJobs };
