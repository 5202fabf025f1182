'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { invalidType } = require('../../errors.js');

/**
 * What code in a worker can reach from anywhere: the task it runs for, and the worker's data. It is a property of the
 * global object, so that every copy of this package in a worker finds the same.
 * @typedef {{ tasks: AsyncLocalStorage<import('./running-task.js').Task>, workerData: unknown }} WorkerContext
 */

const KEY = Symbol.for('offloop.worker');

/**
 * Makes this thread a worker.
 * @param {unknown} workerData
 * @returns {WorkerContext}
 */
function enter(workerData) {
  const context = { tasks: new AsyncLocalStorage(), workerData };
  Object.defineProperty(globalThis, KEY, { value: context });
  return context;
}

/** @returns {WorkerContext | undefined} undefined outside a worker */
function current() {
  return /** @type {any} */ (globalThis)[KEY];
}

/** A signal that is never aborted, for code that runs outside a task. @type {AbortSignal | undefined} */
let quiet;

function running() {
  return current()?.tasks.getStore();
}

/** The task that the calling code belongs to. Outside a task its values are empty and `emit` and `recycle` do nothing. */
const task = Object.freeze({
  get id() {
    return running()?.id ?? 0;
  },
  get name() {
    return running()?.name ?? '';
  },
  get attempt() {
    return running()?.attempt ?? 1;
  },
  get signal() {
    return running()?.signal ?? (quiet ??= new AbortController().signal);
  },
  /**
   * @param {unknown} value
   * @param {readonly any[]} [list]
   */
  emit(value, list) {
    if (list !== undefined && !Array.isArray(list))
      throw invalidType('transfer', 'an instance of Array', list);
    running()?.emit(value, list);
  },
  recycle() {
    running()?.recycle();
  },
});

module.exports = { current, enter, task };
