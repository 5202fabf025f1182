'use strict';

const {
  AWARE,
  EMIT,
  END,
  ERROR,
  FAILED,
  ITEM,
  LISTENING,
  READY,
  RESULT,
  STOPPED,
  UNCAUGHT,
} = require('../../wire/messages.js');
const { rebuild } = require('../../wire/rebuild-error.js');

/** @typedef {InstanceType<typeof import('./pool-worker.js').PoolWorker>} PoolWorker */
/** @typedef {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} WorkerLifecycle */

/** Messages about the worker itself. @type {Map<unknown, (lifecycle: WorkerLifecycle, error: any) => void>} */
const OF_WORKER = new Map(
  Object.entries({
    [READY]: (/** @type {WorkerLifecycle} */ lifecycle) => lifecycle.becomeReady(),
    [FAILED]: (/** @type {WorkerLifecycle} */ lifecycle, error) => lifecycle.fail(rebuild(error)),
    [UNCAUGHT](/** @type {WorkerLifecycle} */ lifecycle, error) {
      lifecycle.uncaught = { error: rebuild(error) };
    },
    [STOPPED]() {},
  }),
);

/** Messages about a task that it has. @type {Map<unknown, (worker: PoolWorker, id: any, value: any) => void>} */
const OF_TASK = new Map(
  Object.entries({
    [LISTENING](/** @type {PoolWorker} */ worker, id) {
      const task = worker.tasks.get(id);
      if (task !== undefined) task.isListening = true;
    },
    [AWARE]: (/** @type {PoolWorker} */ worker) => worker.isResponsive(),
    [EMIT]: (/** @type {PoolWorker} */ worker, id, value) =>
      worker.deliver(id, (task) => task.sink.message(value)),
    [ITEM]: (/** @type {PoolWorker} */ worker, id, value) =>
      worker.deliver(id, (task) => task.sink.item(value)),
    [RESULT]: (/** @type {PoolWorker} */ worker, id, value) => worker.over(id, { value }),
    [END]: (/** @type {PoolWorker} */ worker, id, value) => worker.over(id, { value }),
    [ERROR]: (/** @type {PoolWorker} */ worker, id, error) => worker.over(id, { error: rebuild(error) }),
  }),
);

/**
 * Does what a message of a worker says. A message that is not one of these ends the worker. Messages of a worker that
 * was killed no longer count.
 * @param {PoolWorker} worker
 * @param {WorkerLifecycle} lifecycle of the worker
 * @param {any} message
 */
function receive(worker, lifecycle, message) {
  if (lifecycle.isEnded) return;
  const [tag, first, second] = Array.isArray(message) ? message : [];
  const ofTask = OF_TASK.get(tag);
  if (ofTask !== undefined) return ofTask(worker, first, second);
  const ofWorker = OF_WORKER.get(tag);
  if (ofWorker !== undefined) return ofWorker(lifecycle, first);
  worker.kill('protocol');
}

module.exports = { receive };
