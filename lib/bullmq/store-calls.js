'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { coded } = require('../errors.js');

/** How long, in milliseconds, a connection has to end. */
const LAST_ANSWERS = 5000;

/** @typedef {<T>(answer: Promise<T>) => Promise<T>} Step what the store answers, or an error when it is late */
/** @typedef {Pick<import('bullmq').QueueBase, 'waitUntilReady' | 'close' | 'getBackend'>} Client a class of BullMQ */

/**
 * Bounds the time that calls wait for a store: BullMQ waits for one that cannot be reached until it can be, and for one that
 * does not answer for ever.
 */
class StoreCalls {
  #queue;
  #timeout;
  /** Why the store may be late. @type {any} */
  #failure;
  /** What ends each call that is under way. @type {Set<(error: Error) => void>} */
  #open = new Set();

  /** @param {{ queue: string, storeTimeout: number }} settings */
  constructor({ queue, storeTimeout }) {
    this.#queue = queue;
    this.#timeout = storeTimeout;
  }

  /** @param {unknown} error of a connection */
  failed(error) {
    this.#failure = error;
  }

  /**
   * Makes a call, which wraps each promise of the store in `step`: none of the steps after a late one is begun.
   * @template T
   * @param {(step: Step) => Promise<T>} call
   * @returns {Promise<T>}
   */
  async run(call) {
    /** @type {(error: Error) => void} */
    let fail = () => {};
    /** @type {Promise<never>} */
    const failed = new Promise((_resolve, reject) => {
      fail = reject;
    });
    // The call may be between two steps.
    failed.catch(() => {});
    this.#open.add(fail);
    const isBounded = this.#timeout !== Infinity;
    const timer = isBounded ? setTimeout(() => fail(this.#late()), this.#timeout) : undefined;
    try {
      const result = await call((answer) => Promise.race([answer, failed]));
      this.#failure = undefined;
      return result;
    } finally {
      clearTimeout(timer);
      this.#open.delete(fail);
    }
  }

  /**
   * Ends the calls that wait for the store.
   * @param {Error} error
   */
  end(error) {
    for (const fail of this.#open) fail(error);
  }

  #late() {
    const cause = this.#failure;
    // The error of a name with several addresses has no message.
    const reason = cause === undefined ? '' : `: ${cause.message || cause.code}`;
    const message = `The store of the queue '${this.#queue}' has not answered within ${this.#timeout} ms${reason}`;
    return coded('ERR_STORE_TIMEOUT', message, { cause });
  }
}

/**
 * A store that has not answered to a close.
 * @param {string} queue
 */
function givenUp(queue) {
  const message = `The store of the queue '${queue}' has not answered while a worker was closed. Jobs that it had, if any, run again when their locks have expired`;
  return coded('ERR_STORE_TIMEOUT', message);
}

/**
 * Closes a client of a store after the commands that are under way; without them where the store was never reached, or does
 * not answer in time, because BullMQ waits for both.
 * @param {Client} client
 * @param {number} [time] milliseconds that its store has to answer
 */
async function closeClient(client, time = LAST_ANSWERS) {
  const within = Math.min(time, LAST_ANSWERS);
  const isReached = await settlesWithin(1, client.waitUntilReady());
  const closed = client.close();
  closed.catch(() => {});
  if (!isReached) return dropClient(client, within);
  if (await settlesWithin(within, closed)) return closed;
  // A close that has begun waits for the answer of a store to its connection's own end, and cannot be made again.
  await settlesWithin(within, client.getBackend().disconnect());
}

/**
 * Ends the connection of a client of a store at once.
 * @param {Client} client
 * @param {number} [time] milliseconds that it is waited for
 */
async function dropClient(client, time = LAST_ANSWERS) {
  await settlesWithin(time, client.getBackend().close(true));
}

/**
 * Whether a promise settles in this time.
 * @param {number} delay in milliseconds
 * @param {Promise<unknown>} promise
 */
async function settlesWithin(delay, promise) {
  const timer = new AbortController();
  const settled = promise.then(
    () => true,
    () => true,
  );
  const late = sleep(delay, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([settled, late]);
  } finally {
    timer.abort();
  }
}

/**
 * Ends a worker whose own close waits for a store that does not answer, or for a connection that is just made again, which it
 * does without an end: its connections, and the timers that would keep the process.
 * @param {any} worker of BullMQ
 */
function giveUp(worker) {
  const backend = worker.getBackend();
  const ended = [backend.close(true), backend.disconnectBlocking(false)];
  if (!isClient(worker.opts.connection)) ended.push(backend.disconnect());
  for (const each of ended) each.catch(() => {});
  worker.lockManager.close();
  worker.stalledCheckStopper?.();
}

/**
 * Whether a connection is a client of Redis, which stays open: it is the caller's.
 * @param {any} connection
 */
function isClient(connection) {
  return typeof connection?.duplicate === 'function' && typeof connection.disconnect === 'function';
}

module.exports = {
  LAST_ANSWERS,
  StoreCalls,
  closeClient,
  dropClient,
  giveUp,
  givenUp,
  isClient,
  settlesWithin,
};
