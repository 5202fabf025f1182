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
const { rebuild } = require('../../wire/remote-error.js');

/** @typedef {import('./pool-worker.js').Member} Member */

/** What each message of a worker does. @type {Map<unknown, (worker: Member, first: any, second: any) => void>} */
const RECEIVERS = new Map(
  Object.entries({
    [READY]: (/** @type {Member} */ worker) => worker.becomeReady(),
    [FAILED]: (/** @type {Member} */ worker, error) => worker.fail(rebuild(error)),
    [UNCAUGHT](/** @type {Member} */ worker, error) {
      worker.uncaught = { error: rebuild(error) };
    },
    [LISTENING](/** @type {Member} */ worker, id) {
      const task = worker.tasks.get(id);
      if (task !== undefined) task.isListening = true;
    },
    [EMIT]: (/** @type {Member} */ worker, id, value) =>
      worker.deliver(id, (task) => task.sink.message(value)),
    [ITEM]: (/** @type {Member} */ worker, id, value) => worker.deliver(id, (task) => task.sink.item(value)),
    [RESULT]: (/** @type {Member} */ worker, id, value) => worker.over(id, { value }),
    [END]: (/** @type {Member} */ worker, id, value) => worker.over(id, { value }),
    [ERROR]: (/** @type {Member} */ worker, id, error) => worker.over(id, { error: rebuild(error) }),
    [AWARE]: (/** @type {Member} */ worker) => worker.isResponsive(),
    [STOPPED]() {},
  }),
);

/**
 * Does what a message of a worker says; one that says nothing known ends the worker. What comes from a worker that
 * was ended already counts for nothing.
 * @param {Member} worker
 * @param {any} message
 */
function receive(worker, message) {
  if (worker.isEnded) return;
  const receiver = Array.isArray(message) ? RECEIVERS.get(message[0]) : undefined;
  if (receiver === undefined) worker.kill('protocol');
  else receiver(worker, message[1], message[2]);
}

module.exports = { receive };
