'use strict';

const {
  AWARE,
  EMIT,
  END,
  ERROR,
  FAILED,
  ITEM,
  LISTENING,
  LOST,
  READY,
  RECYCLE,
  REFUSED,
  RESULT,
  RESULTS,
  STOPPED,
  RUN,
  UNCAUGHT,
  UNREAD,
} = require('../../wire/messages.js');
const { rebuild } = require('../../wire/rebuild-error.js');
const { rebuildUntrusted } = require('../../wire/rebuild-untrusted.js');
const { resultsOf, withIndex } = require('../map/results.js');
const { refusal } = require('./refusal.js');

/** @typedef {InstanceType<typeof import('./pool-worker.js').PoolWorker>} PoolWorker */
/** @typedef {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} WorkerLifecycle */
/** @typedef {(description: unknown) => any} Rebuild makes what was thrown of its description */

/** Messages about the worker itself. @type {Map<unknown, (lifecycle: WorkerLifecycle, rebuild: Rebuild, error: any) => void>} */
const OF_WORKER = new Map(
  Object.entries({
    [READY]: (/** @type {WorkerLifecycle} */ lifecycle) => lifecycle.becomeReady(),
    [FAILED](/** @type {WorkerLifecycle} */ lifecycle, /** @type {Rebuild} */ rebuilt, description) {
      // Its start is over. If this counted, it would be replaced without a delay, again and again.
      if (lifecycle.isReady) return lifecycle.kill('protocol');
      const error = rebuilt(description);
      if (!lifecycle.endsByMemory(error)) lifecycle.fail(error);
    },
    [UNCAUGHT](/** @type {WorkerLifecycle} */ lifecycle, /** @type {Rebuild} */ rebuilt, description) {
      const error = rebuilt(description);
      if (!lifecycle.endsByMemory(error)) lifecycle.uncaught = { error };
    },
    [STOPPED]() {},
  }),
);

/**
 * Messages about a task that it has.
 * @type {Map<unknown, (worker: PoolWorker, rebuild: Rebuild, id: any, ...rest: any[]) => void>}
 */
const OF_TASK = new Map(
  Object.entries({
    [LISTENING](/** @type {PoolWorker} */ worker, _, id) {
      // This message may overtake the result of the task before it.
      const task = worker.tasks.get(id) ?? worker.ahead.find(id);
      if (task !== undefined) task.isListening = true;
    },
    [RECYCLE](/** @type {PoolWorker} */ worker, _, id) {
      if (worker.tasks.get(id) === undefined) return;
      worker.isRetired = true;
      worker.owner.ahead.takeBack(worker);
      worker.owner.fill();
    },
    [AWARE]: (/** @type {PoolWorker} */ worker) => worker.abandoned.isResponsive(),
    [EMIT]: (/** @type {PoolWorker} */ worker, _, id, value) =>
      worker.deliver(id, (task) => task.sink.message(value)),
    [ITEM]: (/** @type {PoolWorker} */ worker, _, id, value) =>
      worker.deliver(id, (task) => task.sink.item(value)),
    [RESULT]: (/** @type {PoolWorker} */ worker, _, id, value, time) =>
      receiveResult(worker, id, value, time),
    [RESULTS]: receiveResults,
    [END]: (/** @type {PoolWorker} */ worker, _, id, value) => receiveResult(worker, id, value),
    [ERROR](/** @type {PoolWorker} */ worker, /** @type {Rebuild} */ rebuilt, id, description, time) {
      const error = rebuilt(description);
      worker.threw(id, [error], { error }, time);
    },
    [REFUSED]: (/** @type {PoolWorker} */ worker, /** @type {Rebuild} */ rebuilt, id, code, error) =>
      worker.over(id, { error: refusal(code, rebuilt(error)) }),
    [UNREAD]: receiveUnread,
  }),
);
OF_TASK.set(LOST, (worker, _, id, error) => loseTask(worker, id, error));

/**
 * A task did not arrive at its worker.
 * @param {PoolWorker} worker
 * @param {any} id
 * @param {Error} error
 */
function loseTask(worker, id, error) {
  const ahead = worker.ahead.lose(id);
  if (ahead === undefined) worker.over(id, { error });
  else worker.owner.ahead.lost(ahead, error);
}

/**
 * A part of a task, or what its worker sent of it, could not be read at the other end.
 * @param {PoolWorker} worker
 * @param {Rebuild} rebuilt
 * @param {any} tag of the message
 * @param {any} id
 * @param {any} description
 */
function receiveUnread(worker, rebuilt, tag, id, description) {
  const error = refusal('ERR_TASK_NOT_SERIALIZABLE', rebuilt(description));
  if (tag === RUN) loseTask(worker, id, error);
  else if (tag === RESULT || tag === RESULTS || tag === END) worker.over(id, { error });
  else if (tag === ITEM || tag === EMIT) worker.deliver(id, fails);
  else worker.kill('protocol');

  /** As if the caller's own code had thrown on it: the task still runs in its worker. */
  function fails() {
    throw error;
  }
}

/**
 * @param {PoolWorker} worker
 * @param {any} id
 * @param {unknown} value
 * @param {number} [time] of a task that is not a stream
 */
function receiveResult(worker, id, value, time) {
  // A chunk has results, which are checked.
  if (worker.tasks.get(id)?.chunk === undefined) worker.over(id, { value }, time);
  else worker.kill('protocol');
}

/**
 * @param {PoolWorker} worker
 * @param {Rebuild} rebuilt
 * @param {any} id
 * @param {unknown[]} results
 */
function receiveResults(worker, rebuilt, id, ...results) {
  const task = worker.tasks.get(id);
  if (task === undefined) return;
  const { chunk } = task;
  const errorOf = (/** @type {any[]} */ [, error, code]) =>
    code === undefined ? rebuilt(error) : refusal(code, rebuilt(error));
  const checked = chunk && resultsOf(results, chunk, errorOf);
  if (chunk === undefined || checked === undefined) return worker.kill('protocol');
  const errors = checked.failures.map(({ error }) => error);
  const [failure] = checked.failures;
  const hasStopped = failure !== undefined && chunk.mode !== 'settle';
  const result = hasStopped
    ? { error: withIndex(failure.error, chunk.start + failure.index) }
    : { value: checked };
  worker.threw(id, errors, result);
}

/**
 * Does what a message of a worker says. A message that is not one of these ends the worker. Messages of a worker that
 * was killed no longer count.
 * @param {PoolWorker} worker
 * @param {WorkerLifecycle} lifecycle of the worker
 * @param {any} message
 */
function receive(worker, lifecycle, message) {
  if (lifecycle.isEnded) return;
  const [tag, first, second, third, fourth] = Array.isArray(message) ? message : [];
  const rebuilt = worker.settings.sandbox === undefined ? rebuild : rebuildUntrusted;
  const ofTask = OF_TASK.get(tag);
  if (ofTask !== undefined) return ofTask(worker, rebuilt, first, second, third, fourth);
  const ofWorker = OF_WORKER.get(tag);
  if (ofWorker !== undefined) return ofWorker(lifecycle, rebuilt, first);
  worker.kill('protocol');
}

module.exports = { receive };
