'use strict';

const { invalidType } = require('../errors.js');
const { callback, copyOf, optionsOf, string } = require('../options.js');
const { loadBullmq } = require('./load.js');
const { connectionOptions, queueName, readingOf } = require('./options.js');

/** @typedef {ReturnType<typeof connectionOptions>} Connection */

/** Cancellations that the store keeps, about; each worker reads those that come after its start. */
const KEPT = 1000;

const LISTENING = 'listening';
const CANCEL = 'cancel';

/**
 * Cancellations go through a stream of BullMQ's events beside that of the queue, with every kind of store that BullMQ has.
 * It is not the queue's own: to read the events of each job would cost a worker more than its jobs do.
 * @param {string} queue
 */
function channelOf(queue) {
  return `${queue}.offloop-cancel`;
}

/** Hears which jobs of a queue are to be cancelled. */
class CancelChannel {
  #bullmq;
  #channel;
  #connection;
  #backend;
  #on;
  /** @type {import('bullmq').QueueEvents | undefined} */
  #events;
  #isClosed = false;

  /**
   * @param {typeof import('bullmq')} bullmq
   * @param {{ queue: string, connection: Connection, backend: any }} settings
   * @param {{ cancel(id: string, reason?: string): void, error(error: unknown): void }} on
   */
  constructor(bullmq, { queue, connection, backend }, on) {
    this.#bullmq = bullmq;
    this.#channel = channelOf(queue);
    this.#connection = connection;
    this.#backend = backend;
    this.#on = on;
  }

  /**
   * Settles when no later cancellation can be missed: reading begins after an event of our own, as a stream that is read
   * from "now" loses what comes while its connection is made again.
   */
  async listen() {
    const { QueueEvents } = this.#bullmq;
    const lastEventId = await publish(this.#bullmq, this.#channel, this.#connection, this.#backend, {
      event: LISTENING,
    });
    if (this.#isClosed) return;
    const options = { ...this.#connection, ...readingOf(this.#backend), lastEventId };
    this.#events = new QueueEvents(this.#channel, options, this.#backend);
    this.#events.on('error', this.#on.error);
    /** @type {any} */ (this.#events).on(CANCEL, (/** @type {any} */ { jobId, reason }) =>
      this.#on.cancel(String(jobId), reason),
    );
  }

  async close() {
    this.#isClosed = true;
    await this.#events?.close();
  }
}

/**
 * @param {typeof import('bullmq')} bullmq
 * @param {string} channel
 * @param {Connection} connection
 * @param {any} backend
 * @param {Record<string, string>} event
 * @returns {Promise<string>} its id
 */
async function publish({ QueueEventsProducer }, channel, connection, backend, event) {
  const producer = new QueueEventsProducer(channel, connection, backend);
  producer.on('error', () => {});
  try {
    await producer.waitUntilReady();
    return await /** @type {any} */ (producer.getBackend()).publishEvent(event, KEPT);
  } finally {
    await producer.close();
  }
}

/**
 * @param {unknown} queue
 * @param {unknown} id
 * @param {unknown} connection
 * @param {unknown} [options]
 */
async function cancelJob(queue, id, connection, options) {
  const channel = channelOf(queueName(queue));
  if (typeof id !== 'string') throw invalidType('id', 'of type string', id);
  const given = optionsOf('cancelJob', options);
  const reason = string('options.reason', given.reason);
  const backend = callback('options.backend', given.backend);
  const where = connectionOptions('connection', { ...copyOf('cancelJob', given), connection });
  const event = { event: CANCEL, jobId: id, ...(reason !== undefined && { reason }) };
  await publish(loadBullmq('cancelJob'), channel, where, backend, event);
}

module.exports = { CancelChannel, cancelJob };
