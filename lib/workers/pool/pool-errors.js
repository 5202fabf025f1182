'use strict';

const { PoolClosedError, QueueFullError, TaskTimeoutError, WorkerStartError } = require('./errors.js');
const { describe, rebuild } = require('../wire/remote-error.js');

/** @param {unknown} [cause] */
function poolClosed(cause) {
  return new PoolClosedError('ERR_POOL_CLOSED', 'The worker pool is closed', { cause });
}

/** @param {number} maxQueue */
function queueFull(maxQueue) {
  const message = `Too many tasks are waiting: the pool's maxQueue is ${maxQueue}`;
  return new QueueFullError('ERR_QUEUE_FULL', message);
}

/**
 * @param {'queue' | 'run'} phase
 * @param {number} timeout
 */
function timedOut(phase, timeout) {
  const message = phase === 'queue' ? 'No worker was free for the task' : 'The task did not end';
  return new TaskTimeoutError('ERR_TASK_TIMEOUT', `${message} within ${timeout} ms`, { phase, timeout });
}

/**
 * For each task its own, since each has its caller's stack. What a machine cannot enforce is told as it is.
 * @param {any} cause
 * @returns {Error}
 */
function startFailed(cause) {
  if (String(cause?.code).startsWith('ERR_ISOLATION_')) return rebuild(describe(cause));
  const message = `The worker could not be started: ${cause?.message ?? cause}`;
  return new WorkerStartError('ERR_WORKER_START', message, { cause });
}

module.exports = { poolClosed, queueFull, timedOut, startFailed };
