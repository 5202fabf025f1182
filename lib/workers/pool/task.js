'use strict';

const { performance } = require('node:perf_hooks');
const { onAbort } = require('../../abort.js');
const { RUN } = require('../wire/messages.js');
const { deadline } = require('./deadline.js');
const { isTraced } = require('./tracing.js');
const { tenantOf } = require('./scheduling/tenants.js');

/**
 * How a task ended: its function returned or threw, the caller or the pool cancelled it, it waited or ran for too long, or
 * its worker ended. `refused` is a task that was not accepted, or for which no worker could be started.
 * @typedef {'completed' | 'failed' | 'cancelled' | 'timedOut' | 'crashed' | 'refused'} Outcome
 */

/**
 * Receives the result of a task: one of `resolve` and `reject` is called, once, and before it `item` for each item of a
 * stream and `message` for each value that the task emits.
 * @typedef {{ resolve(value: unknown): void, reject(error: any): void, item(value: unknown): void,
 *   message(value: unknown): void }} Sink
 */

/**
 * The items of a chunk of `map`, the first of which has the index `start`: the task's function is called for each, until one
 * fails (`stop`) or for all (`settle`), or once for the whole chunk (`batch`).
 * @typedef {{ start: number, count: number, items: any, mode: 'stop' | 'settle' | 'batch', isOfMapBegun: boolean }} Chunk
 */

/** A call of a pool, from `run` to its one end. */
class PoolTask {
  static #lastId = 0;
  /** @type {Outcome | undefined} */
  outcome;
  attempt = 0;
  /** Whether the task's code has read its signal. */
  isListening = false;
  /** Whether the caller has a part of the result, so that the task cannot run again. */
  hasDelivered = false;
  /** Index in its queue. */
  place = -1;
  /** @type {InstanceType<typeof import('./worker/pool-worker.js').PoolWorker> | undefined} */
  worker;
  /** The worker that was given it and has not begun it. @type {InstanceType<typeof import('./worker/pool-worker.js').PoolWorker> | undefined} */
  aheadOf;
  /** Only a worker that has no other task is given it. */
  isForIdle = false;
  startedAt = 0;
  /** @type {(() => void) | undefined} */
  #stopLimit;
  #stopListening = () => {};
  #isTraced = isTraced();

  /**
   * @param {import('./options/run-options.js').Call} call
   * @param {{ sink: Sink, site: InstanceType<typeof import('./call-site.js').CallSite>, credit?: number,
   *   bound?: number, chunk?: Chunk }} rest `credit` of a stream; `bound` is the place of its key
   */
  constructor({ name, args, options, context }, { sink, site, credit, bound, chunk }) {
    PoolTask.#lastId += 1;
    this.id = PoolTask.#lastId;
    this.name = name;
    this.args = args;
    this.options = options;
    this.priority = options.priority;
    this.tenant = tenantOf(options.tenant);
    this.context = context;
    this.sink = sink;
    this.site = site;
    this.credit = credit;
    this.bound = bound;
    this.chunk = chunk;
    this.queuedAt = performance.now();
  }

  /** Whether it is among the tasks that wait, and not on its way to a worker. */
  get isWaiting() {
    return this.place >= 0;
  }

  /** Whether its code looks after each item whether it was cancelled. */
  get endsBetweenItems() {
    return this.credit !== undefined || this.chunk !== undefined;
  }

  /** Whether a worker may have it before it can begin it: it may have to be sent twice, and should be short. */
  get mayBeAhead() {
    if (this.isForIdle || this.chunk !== undefined || this.credit !== undefined) return false;
    return this.tenant === undefined && this.options.transfer.length === 0;
  }

  /**
   * What its worker is sent.
   * @param {number | undefined} round of the tasks that the worker is given
   */
  messageOf(round) {
    const message = [RUN, this.id, this.name, this.args, this.attempt + 1, this.credit, round];
    return this.chunk === undefined ? message : [...message, this.chunk.items, this.chunk.mode];
  }

  /** What was transferred to a worker cannot be sent to another. */
  get canRetry() {
    return this.attempt <= this.options.retries && this.options.transfer.length === 0 && !this.hasDelivered;
  }

  /**
   * Listens to its signal, until it ends.
   * @param {(reason: unknown) => void} abort
   */
  listen(abort) {
    const { signal } = this.options;
    this.#stopListening = onAbort(signal, () => abort(signal?.reason));
  }

  /**
   * Calls back after a time, unless the task ends before. It replaces an earlier limit.
   * @param {number} delay in milliseconds; Infinity for never
   * @param {() => void} onTimeout
   */
  limit(delay, onTimeout) {
    this.stopLimit();
    this.#stopLimit = deadline(delay, onTimeout);
  }

  stopLimit() {
    this.#stopLimit?.();
    this.#stopLimit = undefined;
  }

  /** The task waits for a worker, at first or again. */
  wait() {
    this.worker = undefined;
    this.isListening = false;
    this.queuedAt = performance.now();
  }

  /** It was not begun, as was thought: it waits as before. */
  unbegin() {
    this.worker = undefined;
    this.attempt -= 1;
  }

  /** @param {InstanceType<typeof import('./worker/pool-worker.js').PoolWorker>} worker */
  begin(worker) {
    this.worker = worker;
    this.attempt += 1;
    this.startedAt = performance.now();
  }

  #times() {
    if (this.worker === undefined) return { waitTime: performance.now() - this.queuedAt };
    return { waitTime: this.startedAt - this.queuedAt, runTime: performance.now() - this.startedAt };
  }

  /**
   * Ends the task, once.
   * @param {Outcome} outcome
   * @param {() => void} settle calls the sink
   */
  end(outcome, settle) {
    this.outcome = outcome;
    this.stopLimit();
    this.#stopListening();
    if (this.#isTraced) {
      const { attempt: attempts, worker } = this;
      Object.assign(this.context, this.#times(), { outcome, attempts, workerId: worker?.id });
    }
    settle();
  }
}

module.exports = { PoolTask };
