'use strict';

const { isOfUse, placesToFill, workersInTheWay } = require('./placement.js');
const { WorkerStarts } = require('./worker-starts.js');

/** @typedef {InstanceType<typeof import('./pool-worker.js').PoolWorker>} Worker */
/** @typedef {InstanceType<typeof import('../scheduling/waiting-tasks.js').WaitingTasks>} WaitingTasks */

/**
 * The workers of a pool: at most one in each place, those that were started ahead, and those that have left their place and
 * are about to end.
 */
class WorkerSet {
  /** The worker of each place. @type {(Worker | undefined)[]} */
  places;
  #starts;
  /** @type {Set<Worker>} */
  #leaving = new Set();
  /** Tasks have tenants. */
  hasTenants = false;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {import('./isolation-kinds.js').Kind} kind
   * @param {import('./pool-worker.js').Owner} owner
   */
  constructor(settings, kind, owner) {
    this.settings = settings;
    this.places = new Array(settings.maxWorkers).fill(undefined);
    this.#starts = new WorkerStarts(settings, kind, owner);
  }

  /** The workers that have a place. */
  get members() {
    return /** @type {Worker[]} */ (this.places.filter((worker) => worker !== undefined));
  }

  /** Every worker that has not ended. */
  get all() {
    return [...this.members, ...this.#starts.spares.all, ...this.#leaving];
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
   * Starts the workers that are needed, or gives places to those that were started ahead, at once or as soon as possible.
   * @param {WaitingTasks} waiting
   * @param {number} minimum
   * @param {() => void} tryAgain
   */
  startFor(waiting, minimum, tryAgain) {
    const places = placesToFill(this, waiting, minimum).slice(0, this.#mostStarts);
    if (places.length === 0) return;
    const areStarting = this.starting.length > 0;
    const onWorker = (/** @type {Worker} */ worker, /** @type {number} */ place) => {
      worker.place = place;
      this.places[place] = worker;
    };
    this.#starts.fill(places, { areStarting, onWorker, tryAgain });
  }

  /**
   * How many workers may be started. In a sandbox there are never more than two for each place, one of which is about to
   * end, until its grace period is over: what tasks have left behind in them must not pile up.
   */
  get #mostStarts() {
    if (this.settings.sandbox === undefined) return Infinity;
    return Math.max(0, 2 * this.places.length - this.members.length - this.#leaving.size);
  }

  /** Tasks have tenants, so that workers are to be started ahead. */
  haveTenants() {
    this.hasTenants = true;
    this.#starts.spares.becomeOfUse();
  }

  /** Starts the workers ahead that are missing. */
  startAhead() {
    this.#starts.ahead();
  }

  /**
   * Whether a worker was started ahead and has no place yet.
   * @param {Worker} worker
   */
  isSpare(worker) {
    return this.#starts.spares.has(worker);
  }

  /**
   * Frees the worker's place for another.
   * @param {Worker} worker
   */
  leave(worker) {
    this.#starts.spares.delete(worker);
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
   * Forgets a worker that has exited.
   * @param {Worker} worker
   */
  remove(worker) {
    this.leave(worker);
    this.#leaving.delete(worker);
    this.#starts.ended(worker);
  }

  /** Whether enough starts in a row failed that tasks should not wait for another. */
  get hasGivenUp() {
    return this.#starts.haveGivenUp;
  }

  /** Workers that replaced one that failed or crashed. */
  get restarts() {
    return this.#starts.restarts;
  }

  /** @param {Worker} worker it became ready */
  startSucceeded(worker) {
    this.#starts.succeeded(worker);
  }

  /** The code of a task ended in a worker. */
  taskEnded() {
    this.#starts.taskEnded();
  }

  close() {
    this.#starts.close();
  }
}

module.exports = { WorkerSet };
