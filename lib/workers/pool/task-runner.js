'use strict';

const { copyOf, optionsOf } = require('../../options.js');
const { CallSite } = require('./call-site.js');
const { callOf, runOptions } = require('./options/run-options.js');
const { PoolLifecycle } = require('./pool-lifecycle.js');
const { poolStats } = require('./pool-stats.js');
const { Affinity } = require('./scheduling/affinity.js');
const { Scheduler } = require('./scheduling/scheduler.js');
const { TaskStream } = require('./stream.js');
const { PoolTask } = require('./task.js');
const { publishWorker, traced } = require('./tracing.js');
const { kindOf } = require('./worker/isolation-kinds.js');

/** Of what nobody wants. */
const drop = () => {};

/** What a pool does after its options were checked: makes tasks of calls, and has workers run them. */
class TaskRunner {
  #settings;
  #affinity;
  #scheduler;

  /**
   * @param {import('./options/pool-options.js').PoolSettings} settings
   * @param {(event: string, payload?: unknown) => void} announce
   */
  constructor(settings, announce) {
    this.#settings = settings;
    this.#affinity = new Affinity(settings.maxWorkers);
    this.#scheduler = new Scheduler(settings, kindOf(settings.isolation), (event, payload) => {
      publishWorker(settings.name, event, payload);
      announce(event, payload);
    });
    this.lifecycle = new PoolLifecycle(this.#scheduler);
  }

  /** Starts the workers that there should be without any task. */
  fill() {
    this.#scheduler.fill();
  }

  /**
   * @param {InstanceType<typeof CallSite>} site
   * @param {unknown} name
   * @param {unknown} args
   * @param {unknown} options
   */
  run(site, name, args, options) {
    const call = callOf('WorkerPool#run', name, args, options, this.#settings);
    const { onMessage: message = drop } = call.options;
    return traced(call.context, ({ resolve, reject }) => {
      this.#submit(call, { site, sink: { resolve, reject, item: drop, message } });
    });
  }

  /**
   * @param {Function} called the method that the caller called
   * @param {unknown} name
   * @param {unknown} args
   * @param {unknown} options
   */
  stream(called, name, args, options) {
    const site = CallSite.of(called);
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
   * @param {Function} called the method that the caller called
   * @param {unknown} name
   * @param {unknown} items
   * @param {unknown} options
   */
  map(called, name, items, options) {
    const { mapAll } = require('./map/index.js');
    return mapAll(this.#scheduler, CallSite.of(called), [name, items, options]);
  }

  /**
   * @param {Function} called the method that the caller called
   * @param {unknown} name
   * @param {unknown} items
   * @param {unknown} options
   */
  mapStream(called, name, items, options) {
    const { mapEach } = require('./map/index.js');
    return mapEach(this.#scheduler, CallSite.of(called), [name, items, options]);
  }

  /**
   * A copy of options for `run`, checked.
   * @param {unknown} options
   */
  optionsForCalls(options) {
    const given = copyOf('WorkerPool#callWith', optionsOf('WorkerPool#callWith', options));
    runOptions(given, this.#settings);
    return given;
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

  get stats() {
    return poolStats(this.#scheduler.workers, this.#scheduler.tasks);
  }

  resetStats() {
    this.#scheduler.tasks.resetStatistics();
  }
}

module.exports = { TaskRunner };
