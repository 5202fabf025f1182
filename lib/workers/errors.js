'use strict';

/** An error of a pool; `code` says which. */
class WorkerPoolError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ cause?: unknown, [property: string]: unknown }} [properties] further own properties
   */
  constructor(code, message, { cause, ...properties } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, properties);
  }
}

/** A worker ended while it had the task. */
class WorkerCrashError extends WorkerPoolError {}

/** No worker could be started for the task; `cause` is the worker file's own error. */
class WorkerStartError extends WorkerPoolError {}

/** The task waited or ran for too long; `phase` says which. */
class TaskTimeoutError extends WorkerPoolError {}

/** Too many tasks wait already. */
class QueueFullError extends WorkerPoolError {}

/** The pool is closed. */
class PoolClosedError extends WorkerPoolError {}

/** An argument, a result or a message cannot be sent between the pool and a worker. */
class TaskDataError extends WorkerPoolError {}

/** The worker file has no such function. */
class TaskNotFoundError extends WorkerPoolError {}

const CLASSES = {
  WorkerPoolError,
  WorkerCrashError,
  WorkerStartError,
  TaskTimeoutError,
  QueueFullError,
  PoolClosedError,
  TaskDataError,
  TaskNotFoundError,
};

for (const [name, Class] of Object.entries(CLASSES)) {
  // The name of the error of AbortSignal.timeout.
  const value = Class === TaskTimeoutError ? 'TimeoutError' : name;
  Object.defineProperty(Class.prototype, 'name', { value, writable: true, configurable: true });
}

/**
 * The classes of errors that both ends of a channel have.
 * @type {Record<string, any>}
 */
const COMMON_CLASSES = {
  ...{ Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError },
  ...{ AggregateError, DOMException },
  ...CLASSES,
};

/** @param {unknown} [cause] */
function poolClosed(cause) {
  return new PoolClosedError('ERR_POOL_CLOSED', 'The worker pool is closed', { cause });
}

/** @param {number} maxQueue */
function queueFull(maxQueue) {
  const message = `Too many tasks are waiting: options.maxQueue of the pool is ${maxQueue}`;
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

module.exports = { ...CLASSES, CLASSES, COMMON_CLASSES, poolClosed, queueFull, timedOut };
