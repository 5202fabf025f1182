'use strict';

const { PoolWorker } = require('./pool-worker.js');
const { SpareWorkers } = require('./spare-workers.js');
const { StartGuard } = require('./start-guard.js');
const { slots } = require('./start-slots.js');

/** @typedef {InstanceType<typeof PoolWorker>} Worker */

/** When the workers of a pool are started: as soon as earlier failures and the starts of other workers allow. */
class WorkerStarts {
  /** Workers that are started ahead. */
  spares;
  /** Workers that replaced one that failed or crashed. */
  restarts = 0;
  /** Workers that failed or crashed and were not replaced yet. */
  #missing = 0;
  #guard;
  #begin;
  /** Gives back the slot of a worker that starts. @type {Map<Worker, () => void>} */
  #slots = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #isClosed = false;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('./pool-worker.js').Owner} owner
   */
  constructor(settings, kind, owner) {
    this.#guard = new StartGuard(settings.restartDelay);
    this.#begin = (/** @type {number} */ place) => {
      const giveBack = slots.take();
      const worker = new PoolWorker(kind, settings, place, owner);
      this.#slots.set(worker, giveBack);
      return worker;
    };
    this.spares = new SpareWorkers(settings, this.#begin);
  }

  /**
   * Starts workers for places, or gives these to workers that were started ahead. What has to wait is tried again later.
   * @param {number[]} places
   * @param {{ areStarting: boolean, onWorker(worker: Worker, place: number): void, tryAgain(): void }} pool whether
   *   workers of it are starting, what takes a worker, and what is called when more may be started
   */
  fill(places, { areStarting, onWorker, tryAgain }) {
    const { wait, isInDoubt } = this.#guard;
    if (wait > 0) return this.#later(wait, tryAgain);
    // In doubt one worker at a time is tried.
    const now = isInDoubt ? places.slice(0, areStarting ? 0 : 1) : places;
    for (const place of now) {
      if (!this.spares.hasAny && !slots.isFree) return slots.wait(tryAgain);
      this.#countRestart();
      onWorker(this.spares.take() ?? this.#begin(place), place);
    }
  }

  #countRestart() {
    if (this.#missing === 0) return;
    this.#missing -= 1;
    this.restarts += 1;
  }

  /** Starts workers ahead, as many as there should be. */
  ahead = () => {
    if (this.#isClosed || this.#guard.isInDoubt || this.#guard.wait > 0) return;
    while (this.spares.isShort) {
      if (!slots.isFree) return slots.wait(this.ahead);
      this.spares.add();
    }
  };

  /**
   * @param {number} delay
   * @param {() => void} tryAgain
   */
  #later(delay, tryAgain) {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      tryAgain();
    }, delay).unref();
  }

  /** @param {Worker} worker it became ready */
  succeeded(worker) {
    this.#giveBack(worker);
    this.#guard.succeeded();
  }

  /**
   * A worker has exited. If the pool did not want it to, the next start may have to wait.
   * @param {Worker} worker
   */
  ended(worker) {
    this.#giveBack(worker);
    const { kind } = worker.ending;
    if (kind === 'dismissed') return;
    this.#missing += 1;
    if (kind === 'failed') this.#guard.failed();
    else if (worker.tasks.size === 0) this.#guard.diedIdle();
  }

  /** @param {Worker} worker */
  #giveBack(worker) {
    this.#slots.get(worker)?.();
    this.#slots.delete(worker);
  }

  /** The code of a task ended in a worker. */
  taskEnded() {
    this.#guard.worked();
  }

  /** Whether enough starts in a row failed that tasks should not wait for another. */
  get haveGivenUp() {
    return this.#guard.hasGivenUp;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}

module.exports = { WorkerStarts };
