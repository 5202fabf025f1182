'use strict';

const { randomUUID } = require('node:crypto');
const { EventEmitter } = require('node:events');
const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { Deadline, timeoutOfClose } = require('../bullmq/closing.js');
const { isHopeless, reportError } = require('../bullmq/failure.js');
const { AbortError, invalidType } = require('../errors.js');
const { MAX_DELAY } = require('../options.js');
const { WorkerPool } = require('../workers/pool/pool.js');
const { addOptions } = require('./options.js');

/** Milliseconds that jobs have after `close`, where it has no other limit. */
const CLOSE_TIMEOUT = 30_000;

/** Jobs that are tasks of a pool, and end with this process. */
class MemoryJobs extends EventEmitter {
  #timeout;
  /** Aborted by `close`: no further attempts. */
  #closing = new AbortController();
  /** When jobs that run are ended. */
  #end = new Deadline();
  durable = false;

  /**
   * @param {unknown} file
   * @param {import('./options.js').Settings} settings
   */
  constructor(file, { pool, timeout }) {
    super();
    this.#timeout = timeout;
    this.pool = new WorkerPool(file, pool);
    this.#end.reached.then(() => this.pool.destroy());
  }

  async ready() {
    await this.pool.ready();
  }

  /**
   * @param {unknown} name
   * @param {unknown} [data]
   * @param {unknown} [options]
   */
  async add(name, data = {}, options) {
    if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
    const checked = addOptions(options, false);
    const id = randomUUID();
    const controller = new AbortController();
    const result = this.#run(id, name, data, checked, controller.signal);
    // Not everybody waits for the end of a job.
    result.catch(() => {});
    return {
      id,
      finished: () => result,
      cancel: async (/** @type {string | undefined} */ reason) => controller.abort(reason),
    };
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {unknown} data
   * @param {import('./options.js').AddOptions} options
   * @param {AbortSignal} signal
   */
  async #run(id, name, data, { attempts, backoff, priority }, signal) {
    const onMessage = (/** @type {unknown} */ value) => this.#progress(id, value);
    // To BullMQ zero is the most urgent, and to a pool the highest number.
    const options = { signal, onMessage, priority: -priority, timeout: this.#timeout };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.pool.run(name, [data], options);
      } catch (/** @type {any} */ error) {
        if (attempt >= attempts || signal.aborted || isFinal(error)) throw error;
        await this.#pause(backoff, attempt, signal);
      }
    }
  }

  /**
   * A listener that throws does not end the job, as it does not in a queue.
   * @param {string} id
   * @param {unknown} value
   */
  #progress(id, value) {
    try {
      this.emit('progress', id, value);
    } catch (error) {
      reportError(this, error);
    }
  }

  /**
   * The time before another attempt, as BullMQ computes it.
   * @param {import('./options.js').AddOptions['backoff']} backoff
   * @param {number} attempt that has failed
   * @param {AbortSignal} cancelled
   */
  async #pause(backoff, attempt, cancelled) {
    // Not at once: where the pool's queue is full an attempt ends as it begins, and many jobs would hold up the event loop.
    if (backoff === undefined) return nextTurn();
    const factor = backoff.type === 'exponential' ? 2 ** (attempt - 1) : 1;
    const signal = AbortSignal.any([cancelled, this.#closing.signal]);
    await sleep(Math.min(backoff.delay * factor, MAX_DELAY), undefined, { signal }).catch(() => {
      if (cancelled.aborted) throw new AbortError(cancelled.reason);
      // The next attempt fails as every run of a closed pool.
    });
  }

  /**
   * Takes no more jobs, and settles when those it has are over. Those that wait for another attempt fail.
   * @param {unknown} [options]
   */
  async close(options) {
    const timeout = timeoutOfClose('Jobs#close', options);
    this.#end.in(timeout ?? CLOSE_TIMEOUT);
    // In this order: an attempt that begins now is one too many.
    const closed = this.pool.close({ timeout: Infinity });
    this.#closing.abort();
    await closed;
    this.#end.clear();
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close();
  }
}

/** @param {any} error */
function isFinal(error) {
  return error?.name === 'UnrecoverableError' || error?.code === 'ERR_POOL_CLOSED' || isHopeless(error);
}

module.exports = { MemoryJobs };
