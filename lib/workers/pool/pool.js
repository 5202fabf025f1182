'use strict';

const { EventEmitter } = require('node:events');
const { Affinity } = require('./scheduling/affinity.js');
const { kindOf } = require('./worker/isolation-kinds.js');
const { callProxy } = require('./call-proxy.js');
const { CallSite } = require('./call-site.js');
const { PoolLifecycle } = require('./pool-lifecycle.js');
const { poolSettings } = require('./options/pool-options.js');
const { copyOf, optionsOf } = require('../../options.js');
const { callOf, runOptions } = require('./options/run-options.js');
const { Scheduler } = require('./scheduling/scheduler.js');
const { poolStats } = require('./pool-stats.js');
const { TaskStream } = require('./stream.js');
const { PoolTask } = require('./task.js');
const { publishWorker, traced } = require('./tracing.js');

/** Workers that run the functions of one file, and the tasks that wait for them. */
class WorkerPool extends EventEmitter {
  #settings;
  #affinity;
  #scheduler;
  #lifecycle;
  /** The worker that started last. @type {{ isolation?: object } | undefined} */
  #started;

  /**
   * @param {unknown} file
   * @param {unknown} [options]
   */
  constructor(file, options) {
    super();
    const settings = poolSettings(file, options);
    const announce = this.#announce.bind(this);
    this.#settings = settings;
    this.#affinity = new Affinity(settings.maxWorkers);
    this.#scheduler = new Scheduler(settings, kindOf(settings.isolation), announce);
    this.#lifecycle = new PoolLifecycle(this.#scheduler);
    const value = callProxy((name, args) => this.run(name, args));
    // Not enumerable: what prints a pool does not read it.
    Object.defineProperty(this, 'call', { value });
    this.#scheduler.fill();
  }

  /**
   * @param {unknown} name
   * @param {unknown} [args]
   * @param {unknown} [options]
   */
  async run(name, args, options) {
    const site = new CallSite(this.run);
    const call = callOf('WorkerPool#run', name, args, options, this.#settings);
    const { onMessage: message = () => {} } = call.options;
    return traced(call.context, ({ resolve, reject }) => {
      this.#submit(call, { site, sink: { resolve, reject, item() {}, message } });
    });
  }

  /**
   * An object like `call`, whose tasks have these options.
   * @param {unknown} options
   */
  callWith(options) {
    const given = copyOf('WorkerPool#callWith', optionsOf('WorkerPool#callWith', options));
    runOptions(given, this.#settings);
    return callProxy((name, args) => this.run(name, args, given));
  }

  /**
   * @param {unknown} name
   * @param {unknown} [args]
   * @param {unknown} [options]
   */
  stream(name, args, options) {
    const site = new CallSite(this.stream);
    const call = callOf('WorkerPool#stream', name, args, options, this.#settings);
    const { onMessage: message = () => {}, highWaterMark: credit } = call.options;
    return new TaskStream({
      start: (sink) => this.#submit(call, { site, credit, sink: { ...sink, message } }),
      cancel: (task, error) => this.#scheduler.drop(task, 'cancelled', error),
      context: call.context,
      credit,
    });
  }

  /**
   * @param {import('./options/run-options.js').Call} call
   * @param {{ site: InstanceType<typeof CallSite>, sink: import('./task.js').Sink, credit?: number }} rest
   */
  #submit(call, { site, sink, credit }) {
    const { key, tenant } = call.options;
    const bound = this.#affinity.placeOf(key, tenant);
    const task = new PoolTask(call, { site, sink, credit, bound });
    this.#scheduler.submit(task);
    return task;
  }

  async ready() {
    return this.#lifecycle.ready();
  }

  async recycle() {
    return this.#lifecycle.recycle();
  }

  /** @param {unknown} [options] */
  async close(options) {
    return this.#lifecycle.close(options);
  }

  /** @param {unknown} [reason] */
  async destroy(reason) {
    return this.#lifecycle.destroy(reason);
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.#lifecycle.close(undefined);
  }

  get stats() {
    return poolStats(this.#scheduler.workers, this.#scheduler.tasks);
  }

  /** What the system enforces on the worker that started last; null before there is one, and for threads. */
  get isolation() {
    return this.#started?.isolation ?? null;
  }

  resetStats() {
    this.#scheduler.tasks.resetStatistics();
  }

  /**
   * @param {string} event
   * @param {unknown} [payload]
   */
  #announce(event, payload) {
    if (event === 'workerStart') this.#started = /** @type {any} */ (payload);
    publishWorker(this.#settings.name, event, payload);
    // A listener that throws must not stop what the pool is doing.
    if (this.listenerCount(event) > 0) queueMicrotask(() => this.emit(event, payload));
  }
}

module.exports = { WorkerPool };
