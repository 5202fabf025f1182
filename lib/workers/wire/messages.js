'use strict';

/**
 * The messages between a pool and a worker. A message is an array that begins with one of these names.
 * The comment of each says what follows; `error` is what describe-error.js makes of it.
 */
const MESSAGES = Object.freeze({
  // From the pool to a worker.
  /**
   * file (absolute path), workerData, nice, shared: once, and first; `nice` is added to the nice value of the thread, and
   * `shared` is the memory of a thread's claims and results
   */
  INIT: 'init',
  /**
   * id, name, args, attempt, credit, round, items, mode: a task. `credit` is undefined, or the items a stream may send at
   * first. A task with a round is begun after those before it, if the round is not over (claims.js). Of a chunk there are
   * its items and its mode; `args` come after each item.
   */
  RUN: 'run',
  /** id, reason (an error): the task's signal is aborted, and a stream's generator is ended */
  ABORT: 'abort',
  /** id, items: a stream may send this many more items */
  CREDIT: 'credit',
  /** Run teardown and exit. */
  STOP: 'stop',

  // From a worker to its pool.
  READY: 'ready',
  /** error: the file could not be loaded, or its setup failed */
  FAILED: 'failed',
  /** id, value, milliseconds: the task is done */
  RESULT: 'result',
  /**
   * id, values, failures, milliseconds: a chunk is done. A failure is the index of an item, the error, and the code if this
   * package refuses its value. Where the chunk stops at the first, that is the only one.
   */
  RESULTS: 'results',
  /** id, error, milliseconds: the task has failed */
  ERROR: 'error',
  /** id, code, error: the file has no such task, or its result cannot be sent */
  REFUSED: 'refused',
  /**
   * tag, id, error: a message of this tag has arrived and cannot be read. The end of the channel that got it makes this one
   * (channel/unread.js), and a worker sends it on to the pool.
   */
  UNREAD: 'unread',
  /** id, value: the next of a stream */
  ITEM: 'item',
  /** id, value: the stream has ended, with the generator's return value */
  END: 'end',
  /** id, value: what the task emitted */
  EMIT: 'emit',
  /** id: the task has read its signal, so that it can be asked to stop */
  LISTENING: 'listening',
  /** id: the worker is to be replaced after its tasks */
  RECYCLE: 'recycle',
  /** id: the abort of the task has arrived, so that nothing blocks the worker's event loop */
  AWARE: 'aware',
  /** error: nothing caught it, so that the worker is about to exit */
  UNCAUGHT: 'uncaught',
  /** Teardown is done; nothing follows. */
  STOPPED: 'stopped',
});

/**
 * id, error: a task did not arrive at its worker. It comes from the pool's own end of the channel: a worker cannot send a
 * symbol.
 */
const LOST = Symbol('lost');

/**
 * Messages that may overtake large ones whose parts are still being sent.
 * @type {Set<unknown>}
 */
const URGENT = new Set([
  MESSAGES.ABORT,
  MESSAGES.AWARE,
  MESSAGES.CREDIT,
  MESSAGES.LISTENING,
  MESSAGES.UNCAUGHT,
]);

/** @param {unknown[]} message */
function isUrgent([tag]) {
  return URGENT.has(tag);
}

module.exports = { ...MESSAGES, LOST, isUrgent };
