'use strict';

const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { Queue, QueueEvents } = require('bullmq');
const { until } = require('../../helpers/until.js');
const { JobWorker } = require('../../../bullmq.js');

const TASKS = path.join(__dirname, '../fixtures/tasks.js');

/** @typedef {Partial<import('../../../bullmq.js').JobWorkerOptions> & { file?: string }} WorkerSettings */

/**
 * A queue for each test, and workers that are closed after it.
 * @param {{ connection: any, backend?: any }} store
 */
function useQueue({ connection, backend }) {
  /** @type {{ name: string, queue: Queue, events: QueueEvents, closing: { close(): Promise<unknown> }[], errors: (Error & { code?: string })[] }} */
  let now;

  beforeEach(async () => {
    const name = `test-${randomUUID()}`;
    // A server that was started again is found at once.
    const again = { connection: { ...connection, retryStrategy: () => 100 } };
    const queue = new Queue(name, again, backend);
    const events = new QueueEvents(name, again, backend);
    for (const each of /** @type {any[]} */ ([queue, events])) each.on('error', () => {}).setMaxListeners(0);
    now = { name, queue, events, closing: [], errors: [] };
    await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  });

  afterEach(async () => {
    const { queue, events, closing } = now;
    await Promise.all(closing.map((each) => each.close()));
    await Promise.all([queue.close(), events.close()]);
  });

  return {
    get name() {
      return now.name;
    },
    get queue() {
      return now.queue;
    },
    /** What workers that `start` has made have reported. */
    get errors() {
      return now.errors;
    },

    /** Closes something after the test. */
    closeAfter: (each) => {
      now.closing.push(each);
      return each;
    },

    /**
     * A worker that is ready.
     * @param {WorkerSettings} [options]
     */
    async start({ file = TASKS, ...options } = {}) {
      const worker = this.make({ file, ...options });
      await worker.ready();
      return worker;
    },

    /** @param {WorkerSettings} [options] */
    make({ file = TASKS, onShutdown = 'requeue', ...options } = {}) {
      const worker = new JobWorker(now.name, file, { connection, backend, onShutdown, ...options });
      const { errors } = now;
      worker.on('error', (error) => errors.push(error));
      return this.closeAfter(worker);
    },

    add: (name, data = {}, options) => now.queue.add(name, data, options),

    /** The result of a job; rejects with its reason if it has failed. */
    finished: (job) => job.waitUntilFinished(now.events),

    /** Adds a job and waits for its end. */
    async run(name, data, options) {
      return this.finished(await this.add(name, data, options));
    },

    /**
     * Waits until the connections of this test work again. BullMQ's `close` does not settle where they are about to be made
     * again.
     */
    reconnected: () =>
      until(async () => {
        const seen = once(now.events, 'added');
        await now.queue.add('nothing', {});
        return Promise.race([seen, sleep(200)]);
      }),

    /** A job as the store has it now. */
    async read(job) {
      const found = await now.queue.getJob(job.id);
      if (found === undefined) throw new Error(`the store has no job ${job.id}`);
      return found;
    },
  };
}

module.exports = { TASKS, useQueue };
