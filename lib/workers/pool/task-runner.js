'use strict';

const { AsyncResource } = require('node:async_hooks');
const { copyOf, optionsOf } = require('../../options.js');
const { CallSite } = require('./call-site.js');
const { callOf, checkOnce } = require('./options/run-options.js');
const { PoolLifecycle } = require('./pool-lifecycle.js');
const { poolStats } = require('./pool-stats.js');
const { Affinity } = require('./scheduling/affinity.js');
const { Scheduler } = require('./scheduling/scheduler.js');
const { TaskStream } = require('./stream.js');
const { PoolTask } = require('./task.js');
const { publishWorker, traced } = require('./tracing.js');
const { kindOf } = require('./worker/isolation-kinds.js');

/**
 * A task that was begun by other code of this package. `cancel` does nothing after its end.
 * @typedef {{ result: Promise<unknown>, cancel(reason: unknown): void }} StartedTask
 */

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
    const message = inContext(call.options.onMessage);
    return traced(call.context, (resolve, reject) => {
      this.#submit(call, { site, sink: { resolve, reject, item: drop, message } });
    });
  }

  /**
   * As `run`, for other code of this package. It cancels a task by what this gives: to make a signal for each task and to
   * listen to it costs more than all else of a small one.
   * @param {InstanceType<typeof CallSite>} site
   * @param {unknown} name
   * @param {unknown} args
   * @param {unknown} options
   * @param {(message: unknown) => void} onMessage that of this task: the options are those of many
   * @returns {StartedTask}
   */
  start(site, name, args, options, onMessage) {
    const call = callOf('WorkerPool#run', name, args, options, this.#settings);
    const message = inContext(onMessage);
    /** @type {InstanceType<typeof PoolTask> | undefined} */
    let task;
    const result = traced(call.context, (resolve, reject) => {
      task = this.#submit(call, { site, sink: { resolve, reject, item: drop, message } });
    });
    return { result, cancel: (reason) => task && this.#scheduler.cancel(task, reason) };
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
    const message = inContext(call.options.onMessage);
    const { highWaterMark: credit } = call.options;
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
   * A copy of options for many calls of `run`, checked.
   * @param {unknown} options
   */
  optionsForCalls(options) {
    const given = copyOf('WorkerPool#callWith', optionsOf('WorkerPool#callWith', options));
    return checkOnce(given, this.#settings);
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

/**
 * A handler that runs in the caller's async context. `AsyncResource.bind` makes the same, but gives each function a deprecated
 * property, which costs a task more than to check all of its options.
 * @param {((message: unknown) => void) | undefined} handler
 */
function inContext(handler) {
  if (handler === undefined) return drop;
  const context = new AsyncResource('offloop.messages', { requireManualDestroy: true });
  return (/** @type {unknown} */ message) => context.runInAsyncScope(handler, undefined, message);
}

module.exports = { TaskRunner };
