'use strict';

const { channel, tracingChannel } = require('node:diagnostics_channel');
const { hasSubscribers } = require('../../tracing.js');

const tasks = tracingChannel('offloop:task');
const workers = channel('offloop:worker');

/** Whether anybody looks at tasks. */
function isTraced() {
  return hasSubscribers(tasks);
}

/**
 * A promise that `start` settles, published on the tracing channel `offloop:task` if that has subscribers.
 * @param {object} context what subscribers get
 * @param {(resolve: (value: unknown) => void, reject: (error: unknown) => void) => void} start
 * @returns {Promise<unknown>}
 */
function traced(context, start) {
  return isTraced() ? tasks.tracePromise(() => new Promise(start), context) : new Promise(start);
}

/**
 * Publishes the start and the exit of workers on the channel `offloop:worker`.
 * @param {string} pool
 * @param {string} event
 * @param {unknown} worker
 */
function publishWorker(pool, event, worker) {
  const isOfWorker = event === 'workerStart' || event === 'workerExit';
  if (isOfWorker && workers.hasSubscribers) workers.publish({ pool, event, worker });
}

module.exports = { isTraced, traced, publishWorker };
