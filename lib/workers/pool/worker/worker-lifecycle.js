'use strict';

const { INIT, STOP } = require('../../wire/messages.js');
const { withNamedPath } = require('../../wire/culprit-name.js');

/** @typedef {import('./thread.js').ExitRecord} ExitRecord */

/** @typedef {import('./thread.js').Handlers & { onReady(): void }} LifeEvents */

/** One thread or process of a pool, from its start to its end. */
class WorkerLife {
  static #lastId = 0;
  isReady = false;
  /** It takes no new task, and goes after those that it has. */
  isRetired = false;
  /** The pool asked it to go, or ended it: its exit is no crash. */
  isDismissed = false;
  /** The pool ended it: nothing that it says counts any more. */
  isEnded = false;
  /** Why it did not become ready. @type {{ error: unknown } | undefined} */
  failure;
  /** The error that nothing in it caught. @type {{ error: unknown } | undefined} */
  uncaught;
  /** Waits for one of: the start, the end of idleness, of a grace period, of teardown. @type {NodeJS.Timeout | undefined} */
  timer;
  /** @type {import('./thread.js').Backing | undefined} */
  backing;
  #events;
  #gone = () => {};

  /**
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {LifeEvents} events
   */
  constructor(kind, settings, events) {
    WorkerLife.#lastId += 1;
    this.id = WorkerLife.#lastId;
    this.settings = settings;
    this.#events = events;
    /** @type {Promise<void>} */
    this.exited = new Promise((resolve) => {
      this.#gone = resolve;
    });
    this.#start(kind);
  }

  /** What its pool's user is told of it. */
  get info() {
    return { id: this.id, type: this.settings.isolation, pid: process.pid, ...this.backing?.info };
  }

  /** Resident memory in bytes, where it has memory of its own. */
  get memory() {
    return this.backing?.memory();
  }

  /** @param {import('./isolation-kinds.js').Kind} kind */
  #start(kind) {
    const { file, workerData, nice, startTimeout } = this.settings;
    try {
      this.backing = kind.start(this.settings, {
        onMessage: this.#events.onMessage,
        onExit: (record) => this.#exited(record),
        onOutput: this.#events.onOutput,
      });
      this.backing.unref();
      this.wait(startTimeout, () =>
        this.fail(new Error(`It did not become ready within ${startTimeout} ms`)),
      );
      this.post([INIT, file, workerData, { nice }]);
    } catch (error) {
      if (this.backing === undefined) setImmediate(() => this.#exited(neverStarted(error)));
      else this.fail(error);
    }
  }

  /**
   * @param {unknown[]} message
   * @param {readonly any[]} [transfer]
   */
  post(message, transfer) {
    try {
      this.backing?.post(message, transfer);
    } catch (error) {
      throw withNamedPath(error, message);
    }
  }

  becomeReady() {
    if (this.isReady) return;
    this.isReady = true;
    clearTimeout(this.timer);
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
   * Calls back if it gets no task for so long.
   * @param {() => void} onIdle
   */
  whenIdle(onIdle) {
    this.wait(this.settings.idleTimeout, onIdle);
  }

  /** Lets it run its teardown and go. */
  stop() {
    if (this.isDismissed) return;
    if (!this.isReady) return this.kill('stop');
    this.isDismissed = true;
    this.post([STOP]);
    this.wait(this.settings.gracePeriod, () => this.kill('stop'));
  }

  /** @param {string} reason */
  kill(reason) {
    this.isDismissed ||= reason !== 'protocol';
    this.isEnded = true;
    clearTimeout(this.timer);
    this.backing?.kill(reason);
  }

  /** @param {ExitRecord} record */
  #exited(record) {
    this.isEnded = true;
    clearTimeout(this.timer);
    this.#events.onExit(this.uncaught === undefined ? record : { ...record, error: this.uncaught.error });
    this.#gone();
  }

  /**
   * @param {number} delay
   * @param {() => void} onTimeout
   */
  wait(delay, onTimeout) {
    clearTimeout(this.timer);
    if (delay !== Infinity) this.timer = setTimeout(onTimeout, delay).unref();
  }
}

/**
 * @param {any} error
 * @returns {ExitRecord}
 */
function neverStarted(error) {
  return { reason: 'start', exitCode: null, signal: null, stderr: '', error };
}

module.exports = { WorkerLife };
