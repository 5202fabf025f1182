'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { inspect } = require('node:util');
const { coded } = require('../../errors.js');
const { refusing } = require('./refusal.js');

/**
 * Sends the items of a stream: never more than the pool has given credit for, and none after an abort, which ends the
 * generator.
 * @param {import('./running-task.js').Task} task
 * @param {any} iterable
 * @param {(item: unknown) => void} send
 * @returns {Promise<unknown>} the generator's return value
 */
async function sendItems(task, iterable, send) {
  const iterator = refusing(() => iteratorOf(iterable, task.name));
  try {
    for (;;) {
      await credit(task);
      const { done, value } = await iterator.next();
      if (done) return value;
      send(await value);
      task.credit -= 1;
      await task.port.drained();
      // An abort can arrive only when the event loop has a turn.
      await nextTurn();
    }
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** @param {import('./running-task.js').Task} task */
async function credit(task) {
  while (task.credit === 0 && !task.aborted) {
    await new Promise((resolve) => {
      task.wake = () => resolve(undefined);
    });
  }
  if (task.aborted) throw task.aborted.reason;
}

/**
 * @param {any} iterable
 * @param {string} name
 */
function iteratorOf(iterable, name) {
  const method = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
  if (typeof method === 'function' && typeof iterable === 'object') return method.call(iterable);
  const got = inspect(iterable, { depth: 0 });
  const message = `Expected an iterable to be returned from the task "${name}" but got ${got}.`;
  throw coded('ERR_INVALID_RETURN_VALUE', message);
}

module.exports = { sendItems };
