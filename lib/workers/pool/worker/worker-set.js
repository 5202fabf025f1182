'use strict';

const { isOfUse, placesToFill, workersInTheWay } = require('./placement.js');
const { PoolWorker } = require('./pool-worker.js');
const { SpareWorkers } = require('./spare-workers.js');
const { StartGuard } = require('./start-guard.js');

/** @typedef {InstanceType<typeof PoolWorker>} Worker */
/** @typedef {InstanceType<typeof import('../scheduling/waiting-tasks.js').WaitingTasks>} WaitingTasks */

/**
 * The workers of a pool: at most one in each place, those that were started ahead, and those that have left their place and
 * are about to end.
 */
class WorkerSet {
  /** The worker of each place. @type {(Worker | undefined)[]} */
  places;
  #guard;
  /** @type {Set<Worker>} */
  #leaving = new Set();
  #spares;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** Workers that failed or crashed and were not replaced yet. */
  #missing = 0;
  /** Workers that replaced one that failed or crashed. */
  restarts = 0;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('./pool-worker.js').Owner} owner
   */
  constructor(settings, kind, owner) {
    this.settings = settings;
    this.kind = kind;
    this.owner = owner;
    this.#guard = new StartGuard(settings.restartDelay);
    this.places = new Array(settings.maxWorkers).fill(undefined);
    this.#spares = new SpareWorkers(settings, (place) => new PoolWorker(kind, settings, place, owner));
  }

  /** The workers that have a place. */
  get members() {
    return /** @type {Worker[]} */ (this.places.filter((worker) => worker !== undefined));
  }

  /** Every worker that has not ended. */
  get all() {
    return [...this.members, ...this.#spares.all, ...this.#leaving];
  }

  get ready() {
    return this.members.filter((worker) => worker.isReady);
  }

  get starting() {
    return this.members.filter((worker) => !worker.isReady);
  }

  /**
   * The worker with the fewest tasks that can take one of the waiting tasks.
   * @param {WaitingTasks} waiting
   */
  findRoom(waiting) {
    /** @type {Worker | undefined} */
    let best;
    for (const worker of this.places) {
      if (worker === undefined || !worker.hasRoom || !isOfUse(worker, waiting, this.starting)) continue;
      if (best === undefined || worker.tasks.size < best.tasks.size) best = worker;
    }
    return best;
  }

  /**
   * The workers to stop so that waiting tasks of other tenants can have their places.
   * @param {WaitingTasks} waiting
   */
  inTheWayOf(waiting) {
    return workersInTheWay(this, waiting);
  }

  /**
   * Starts the workers that are needed, or gives places to those that were started ahead, at once or as soon as earlier
   * failures allow.
   * @param {WaitingTasks} waiting
   * @param {number} minimum
   * @param {() => void} tryAgain
   */
  startFor(waiting, minimum, tryAgain) {
    const places = placesToFill(this, waiting, minimum);
    if (places.length === 0) return;
    const { wait, isInDoubt } = this.#guard;
    if (wait > 0) this.#later(wait, tryAgain);
    else if (!isInDoubt) places.forEach((place) => this.#start(place));
    else if (this.starting.length === 0) this.#start(places[0]);
  }

  /** @param {number} place */
  #start(place) {
    if (this.#missing > 0) {
      this.#missing -= 1;
      this.restarts += 1;
    }
    const worker = this.#spares.take() ?? new PoolWorker(this.kind, this.settings, place, this.owner);
    worker.place = place;
    this.places[place] = worker;
  }

  /** Tasks have tenants, so that workers are to be started ahead. */
  haveTenants() {
    this.#spares.becomeOfUse();
  }

  /** Starts workers ahead, as many as there should be. */
  startAhead() {
    if (!this.#guard.isInDoubt && this.#guard.wait === 0) this.#spares.fill();
  }

  /**
   * Whether a worker was started ahead and has no place yet.
   * @param {Worker} worker
   */
  isSpare(worker) {
    return this.#spares.has(worker);
  }

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

  /**
   * Frees the worker's place for another.
   * @param {Worker} worker
   */
  leave(worker) {
    this.#spares.delete(worker);
    if (this.places[worker.place] === worker) this.places[worker.place] = undefined;
    this.#leaving.add(worker);
  }

  /**
   * Gives a worker that has left its place a free one, if there is one: its own, or another.
   * @param {Worker} worker
   * @returns {boolean} whether it has a place
   */
  rejoin(worker) {
    if (!this.#leaving.has(worker)) return true;
    const isFree = (/** @type {number} */ place) => this.places[place] === undefined;
    const place = [worker.place, ...this.places.keys()].find(isFree);
    if (place === undefined) return false;
    this.#leaving.delete(worker);
    worker.place = place;
    this.places[place] = worker;
    return true;
  }

  /**
   * Forgets a worker that has exited. If the pool did not want it to, the next start may have to wait.
   * @param {Worker} worker
   */
  remove(worker) {
    this.leave(worker);
    this.#leaving.delete(worker);
    const { kind } = worker.ending;
    if (kind === 'dismissed') return;
    this.#missing += 1;
    if (kind === 'failed') this.#guard.failed();
    else if (worker.tasks.size === 0) this.#guard.diedIdle();
  }

  /** Whether enough starts in a row failed that tasks should not wait for another. */
  get hasGivenUp() {
    return this.#guard.hasGivenUp;
  }

  /** A worker became ready. */
  startSucceeded() {
    this.#guard.succeeded();
  }

  /** The code of a task ended in a worker. */
  taskEnded() {
    this.#guard.worked();
  }

  close() {
    clearTimeout(this.#timer);
  }
}

module.exports = { WorkerSet };
