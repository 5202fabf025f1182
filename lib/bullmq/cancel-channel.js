'use strict';

const { invalidType } = require('../errors.js');
const { callback, copyOf, optionsOf, string } = require('../options.js');
const { loadBullmq } = require('./load.js');
const { makeClient } = require('./make-client.js');
const { connectionOptions, queueName, readingOf, storeTimeoutOf } = require('./options.js');
const { StoreCalls, closeClient, dropClient } = require('./store-calls.js');

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

/** Writes an event to a channel, by a connection of its own. */
class Publisher {
  #producer;

  /**
   * @param {typeof import('bullmq')} bullmq
   * @param {{ queue: string, connection: Connection, backend: any }} settings
   * @param {(error: unknown) => void} onError
   */
  constructor({ QueueEventsProducer }, { queue, connection, backend }, onError) {
    this.#producer = makeClient(
      QueueEventsProducer,
      (Class) => new Class(channelOf(queue), connection, backend),
    );
    this.#producer.on('error', onError);
  }

  /**
   * Writes one event, and ends.
   * @param {Record<string, string>} event
   * @param {import('./store-calls.js').Step} step
   * @returns {Promise<string>} its id
   */
  async publish(event, step) {
    try {
      await step(this.#producer.waitUntilReady());
      const id = await step(/** @type {any} */ (this.#producer.getBackend()).publishEvent(event, KEPT));
      await this.end();
      return id;
    } catch (error) {
      // The caller has waited for long enough.
      this.end().catch(() => {});
      throw error;
    }
  }

  /** Also while it waits for the store. */
  end() {
    return dropClient(this.#producer);
  }
}

/** Hears which jobs of a queue are to be cancelled. */
class CancelChannel {
  #bullmq;
  #settings;
  #on;
  /** @type {Publisher | undefined} */
  #publisher;
  /** @type {import('bullmq').QueueEvents | undefined} */
  #events;
  #isClosed = false;

  /**
   * @param {typeof import('bullmq')} bullmq
   * @param {{ queue: string, connection: Connection, backend: any }} settings
   * @param {{ cancel(id: string, reason?: string): void, error(error: unknown): void }} on
   */
  constructor(bullmq, settings, on) {
    this.#bullmq = bullmq;
    this.#settings = settings;
    this.#on = on;
  }

  /**
   * Settles when no later cancellation can be missed: reading begins after an event of our own, as a stream that is read
   * from "now" loses what comes while its connection is made again.
   */
  async listen() {
    if (this.#isClosed) return;
    const { queue, connection, backend } = this.#settings;
    // The worker's own connection reports the same.
    this.#publisher = new Publisher(this.#bullmq, this.#settings, () => {});
    const lastEventId = await this.#publisher.publish({ event: LISTENING }, (answer) => answer);
    if (this.#isClosed) return;
    const options = { ...connection, ...readingOf(backend), lastEventId };
    this.#events = makeClient(
      this.#bullmq.QueueEvents,
      (Class) => new Class(channelOf(queue), options, backend),
    );
    this.#events.on('error', this.#on.error);
    /** @type {any} */ (this.#events).on(CANCEL, (/** @type {any} */ { jobId, reason }) =>
      this.#on.cancel(String(jobId), reason),
    );
  }

  /** @param {number} time milliseconds that the store has to answer */
  async close(time) {
    this.#isClosed = true;
    if (this.#events === undefined) await this.#publisher?.end();
    else await closeClient(this.#events, time);
  }
}

/**
 * @param {unknown} queue
 * @param {unknown} id
 * @param {unknown} connection
 * @param {unknown} [options]
 */
async function cancelJob(queue, id, connection, options) {
  const name = queueName(queue);
  if (typeof id !== 'string') throw invalidType('id', 'of type string', id);
  const given = optionsOf('cancelJob', options);
  const reason = string('options.reason', given.reason);
  const storeTimeout = storeTimeoutOf(given.storeTimeout);
  const backend = callback('options.backend', given.backend);
  const where = connectionOptions('connection', { ...copyOf('cancelJob', given), connection });
  const event = { event: CANCEL, jobId: id, ...(reason !== undefined && { reason }) };
  const calls = new StoreCalls({ queue: name, storeTimeout });
  const settings = { queue: name, connection: where, backend };
  const publisher = new Publisher(loadBullmq('cancelJob'), settings, (error) => calls.failed(error));
  await calls.run((step) => publisher.publish(event, step));
}

module.exports = { CancelChannel, cancelJob };
