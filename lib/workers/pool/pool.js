'use strict';

const { EventEmitter } = require('node:events');
const { callProxy } = require('./call-proxy.js');
const { CallSite } = require('./call-site.js');
const { poolSettings } = require('./options/pool-options.js');

/** @typedef {InstanceType<typeof import('./task-runner.js').TaskRunner>} TaskRunner */

/** @typedef {import('./task-runner.js').StartedTask} StartedTask */

/**
 * Starts a task for other code of this package. An error has the frames of `site`: to capture those of each call costs the more
 * the deeper it is in other packages' code, and they show nothing of the user's.
 * @type {(pool: WorkerPool, site: InstanceType<typeof CallSite>, name: unknown, args: unknown, options: object,
 *   onMessage: (message: unknown) => void) => StartedTask}
 */
let startAt;

/**
 * Options for many calls of `startAt` with one pool, checked once.
 * @type {(pool: WorkerPool, options: object) => object}
 */
let optionsForMany;

/** Workers that run the functions of one file, and the tasks that wait for them. */
class WorkerPool extends EventEmitter {
  #settings;
  /** @type {TaskRunner | undefined} */
  #made;
  /** The worker that started last. @type {{ isolation?: object } | undefined} */
  #started;

  static {
    startAt = (pool, ...call) => pool.#runner.start(...call);
    optionsForMany = (pool, options) => pool.#runner.optionsForCalls(options);
  }

  /**
   * @param {unknown} file
   * @param {unknown} [options]
   */
  constructor(file, options) {
    super();
    this.#settings = poolSettings(file, options);
    const value = callProxy((name, args) => this.run(name, args));
    // Not enumerable: what prints a pool does not read it.
    Object.defineProperty(this, 'call', { value });
    if (this.#settings.minWorkers > 0) this.#runner.fill();
    else queueMicrotask(() => this.#makeAhead());
  }

  /**
   * Made at the first need, as loading it is most of what a pool costs: when the code that makes the pool has run, so that
   * the first task does not have to wait for it.
   * @returns {TaskRunner}
   */
  get #runner() {
    this.#made ??= this.#make();
    return this.#made;
  }

  #make() {
    const { TaskRunner } = require('./task-runner.js');
    return new TaskRunner(this.#settings, (event, payload) => this.#announce(event, payload));
  }

  #makeAhead() {
    try {
      void this.#runner;
    } catch {
      // The first call makes it again, and reports what is wrong.
    }
  }

  /**
   * @param {unknown} name
   * @param {unknown} [args]
   * @param {unknown} [options]
   */
  run(name, args, options) {
    // An async function would make further promises of the one there is.
    try {
      const site = new CallSite();
      Error.captureStackTrace(site, this.run);
      return this.#runner.run(site, name, args, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * An object like `call`, whose tasks have these options.
   * @param {unknown} options
   */
  callWith(options) {
    const given = this.#runner.optionsForCalls(options);
    return callProxy((name, args) => this.run(name, args, given));
  }

  /**
   * @param {unknown} name
   * @param {unknown} [args]
   * @param {unknown} [options]
   */
  stream(name, args, options) {
    return this.#runner.stream(this.stream, name, args, options);
  }

  /**
   * @param {unknown} name
   * @param {unknown} items
   * @param {unknown} [options]
   */
  async map(name, items, options) {
    return this.#runner.map(this.map, name, items, options);
  }

  /**
   * @param {unknown} name
   * @param {unknown} items
   * @param {unknown} [options]
   */
  mapStream(name, items, options) {
    return this.#runner.mapStream(this.mapStream, name, items, options);
  }

  async ready() {
    return this.#runner.lifecycle.ready();
  }

  async recycle() {
    return this.#runner.lifecycle.recycle();
  }

  /** @param {unknown} [options] */
  async close(options) {
    return this.#runner.lifecycle.close(options);
  }

  /** @param {unknown} [reason] */
  async destroy(reason) {
    return this.#runner.lifecycle.destroy(reason);
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.#runner.lifecycle.close(undefined);
  }

  get stats() {
    return this.#runner.stats;
  }

  /** What the system enforces on the worker that started last; null before there is one, and for threads. */
  get isolation() {
    return this.#started?.isolation ?? null;
  }

  resetStats() {
    this.#runner.resetStats();
  }

  /**
   * @param {string} event
   * @param {unknown} [payload]
   */
  #announce(event, payload) {
    if (event === 'workerStart') this.#started = /** @type {any} */ (payload);
    // A listener that throws must not stop what the pool is doing.
    if (this.listenerCount(event) > 0) queueMicrotask(() => this.emit(event, payload));
  }
}

module.exports = { WorkerPool, optionsForMany, startAt };
