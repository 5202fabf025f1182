'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');

/**
 * What code in a worker can reach from anywhere: the task it runs for, and the worker's data. It hangs on the global
 * object, so that every copy of this package in a worker finds the same.
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

module.exports = { enter, current };
