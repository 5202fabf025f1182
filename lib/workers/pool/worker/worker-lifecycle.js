'use strict';

const { INIT, STOP } = require('../../wire/messages.js');
const { withNamedPath } = require('../../wire/culprit.js');
const { deadline } = require('../deadline.js');
const { neverStarted, withUncaught } = require('./failure.js');

/** @typedef {import('./isolation-kinds.js').ExitRecord} ExitRecord */
/** @typedef {import('./isolation-kinds.js').Handlers & { onReady(): void }} Events */

/** The thread or process of a worker, from its start to its end: it starts, becomes ready, is stopped or killed, exits. */
class WorkerLifecycle {
  isReady = false;
  /** The pool asked it to go, or killed it: its exit is not a crash. */
  isDismissed = false;
  /** The pool killed it, or it exited: its messages no longer count. */
  isEnded = false;
  /** Why it did not become ready. @type {{ error: unknown } | undefined} */
  failure;
  /** The error that nothing in it caught. @type {{ error: unknown } | undefined} */
  uncaught;
  /** It could not allocate memory under its limit. */
  #isExhausted = false;
  /** @type {import('./isolation-kinds.js').Backing | undefined} */
  #backing;
  #stopTimer = () => {};
  #settings;
  #events;
  #onGone = () => {};

  /**
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {Events} events none is called before the constructor has returned
   */
  constructor(kind, settings, events) {
    this.#settings = settings;
    this.#events = events;
    /** @type {Promise<void>} */
    this.exited = new Promise((resolve) => {
      this.#onGone = resolve;
    });
    this.#start(kind);
  }

  get info() {
    return { pid: process.pid, ...this.#backing?.info };
  }

  /** What says which tasks it has begun; undefined for a worker that is given none ahead. */
  get claims() {
    return this.#backing?.claims;
  }

  get memory() {
    return this.#backing?.memory();
  }

  /** @param {import('./isolation-kinds.js').Kind} kind */
  #start(kind) {
    const { file, workerData, startTimeout } = this.#settings;
    try {
      this.#backing = kind.start(this.#settings, {
        onMessage: this.#events.onMessage,
        onExit: (record) => this.#exited(record),
        onOutput: this.#events.onOutput,
      });
      this.#backing.unref();
      this.after(startTimeout, () =>
        this.fail(new Error(`It was not ready within options.startTimeout, ${startTimeout} ms`)),
      );
      this.post([INIT, file, workerData, this.#backing.nice, this.#backing.shared]);
    } catch (error) {
      if (this.#backing === undefined) setImmediate(() => this.#exited(neverStarted(error)));
      else this.fail(error);
    }
  }

  /**
   * @param {unknown[]} message
   * @param {readonly any[]} [transfer]
   * @param {boolean} [later] whether it may be sent with others at the end of this turn of the loop
   * @throws {TaskDataError} when a part of the message cannot be sent; nothing is sent then
   */
  post(message, transfer, later) {
    try {
      this.#backing?.post(message, transfer, later);
    } catch (error) {
      throw withNamedPath(error, message);
    }
  }

  /** Null, or, when too much waits to be sent, a promise that settles when there is room for more. */
  drained() {
    return this.#backing?.drained() ?? null;
  }

  /**
   * Limits what it uses from now on, in milliseconds; 0 for no limit.
   * @param {number} cpuMs
   * @param {number} wallMs
   */
  budget(cpuMs, wallMs) {
    this.#backing?.budget(cpuMs, wallMs);
  }

  /**
   * Limits the processor time that it uses from now on, in milliseconds, and looks at it rarely.
   * @param {number} cpuMs
   */
  idle(cpuMs) {
    this.#backing?.idle(cpuMs);
  }

  becomeReady() {
    if (this.isReady) return;
    this.isReady = true;
    this.stopTimer();
    this.#backing?.ready();
    this.#events.onReady();
  }

  /**
   * Gives up the start.
   * @param {unknown} error
   */
  fail(error) {
    this.failure = { error };
    this.kill('start');
  }

  /**
   * Ends it where this error says that an allocation failed and it has a limit on memory: one allocation beyond the limit is
   * refused by the system, before the limit is seen to be passed. Otherwise one large allocation would end differently than many small ones.
   * @param {any} error
   * @returns {boolean} whether it is ended
   */
  endsByMemory(error) {
    if (this.#settings.limits.memoryMb === undefined || !isFailedAllocation(error)) return false;
    this.#isExhausted = true;
    this.kill('memory');
    return true;
  }

  /** Lets it run its teardown and exit; kills it after the grace period. */
  stop() {
    if (this.isDismissed) return;
    if (!this.isReady) return this.kill('stop');
    this.isDismissed = true;
    this.post([STOP]);
    this.after(this.#settings.gracePeriod, () => this.kill('stop'));
  }

  /** @param {string} reason */
  kill(reason) {
    this.isDismissed ||= reason !== 'protocol' && reason !== 'memory';
    this.isEnded = true;
    this.stopTimer();
    this.#backing?.kill(reason);
  }

  /** @param {ExitRecord} record */
  #exited(record) {
    this.isEnded = true;
    this.stopTimer();
    if (this.#isExhausted) this.#events.onExit({ ...record, reason: 'memory' });
    else this.#events.onExit(this.uncaught === undefined ? record : withUncaught(record, this.uncaught));
    this.#onGone();
  }

  /**
   * Calls back after a time. There is one timer, for its start, idleness, a grace period or teardown: a new time replaces
   * an earlier one.
   * @param {number} delay in milliseconds; Infinity for never
   * @param {() => void} onTimeout
   */
  after(delay, onTimeout) {
    this.stopTimer();
    this.#stopTimer = deadline(delay, onTimeout);
  }

  stopTimer() {
    this.#stopTimer();
  }
}

/** What V8 says of memory that the system does not give. */
const FAILED_ALLOCATION =
  /^(Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory)/;

/** @param {any} error */
function isFailedAllocation(error) {
  if (error?.code === 'ERR_MEMORY_ALLOCATION_FAILED') return true;
  return error instanceof RangeError && FAILED_ALLOCATION.test(error.message);
}

module.exports = { WorkerLifecycle };
