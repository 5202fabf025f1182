'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { types } = require('node:util');
const { coded } = require('../../errors.js');
const { TaskDataError } = require('../errors.js');
const { monotonic } = require('../../clock.js');
const { describe } = require('../wire/describe-error.js');
const { Refusal, refusing } = require('./refusal.js');
const { unwrap } = require('./transfer.js');

/** How long the calls of a chunk may keep this worker from seeing that it was cancelled, in milliseconds. */
const TURN = 10;

/** The path of what cannot be sent, in the values of a chunk. */
const OF_VALUE = /^value\[(\d+)\]/;

/** @typedef {import('./running-task.js').Task} Task */
/** @typedef {import('../pool/task.js').Chunk['mode']} Mode */

/** What is sent for a chunk: a value for each item, and which of them failed. */
class ChunkResults {
  /** @type {any} */
  values;
  /** What is transferred with the values. @type {unknown[]} */
  list = [];
  /** @type {[index: number, error: unknown, code?: string][]} */
  failures = [];
  #mode;

  /**
   * @param {number} count
   * @param {Mode} mode
   */
  constructor(count, mode) {
    this.values = new Array(count).fill(undefined);
    this.#mode = mode;
  }

  /** Whether the chunk has failed as a whole. */
  get hasStopped() {
    return this.#mode !== 'settle' && this.failures.length > 0;
  }

  /**
   * @param {number} index
   * @param {unknown} returned
   * @param {string} name of the task
   */
  add(index, returned, name) {
    if (types.isGeneratorObject(returned)) throw new Refusal(isGenerator(name, 'map'));
    const { value, list } = unwrap(returned);
    this.values[index] = value;
    if (list.length > 0) this.list.push(...list);
  }

  /**
   * @param {number} index
   * @param {unknown} error
   */
  fail(index, error) {
    this.values[index] = undefined;
    if (Refusal.is(error)) this.failures.push([index, describe(error.cause), error.code]);
    else this.failures.push([index, describe(error)]);
  }

  /**
   * One of the values cannot be sent: its item has failed.
   * @param {any} error which says where
   */
  refuse(error) {
    const index = OF_VALUE.exec(error.path ?? '')?.[1];
    if (this.#mode === 'batch' || index === undefined) throw new Refusal(error);
    // Of the value of its item, not of the chunk's.
    const path = error.path.replace(OF_VALUE, 'value');
    error.message = error.message.replace(`(at ${error.path})`, `(at ${path})`);
    this.fail(Number(index), new Refusal(Object.assign(error, { path })));
    if (this.hasStopped) this.values.fill(undefined);
  }
}

/**
 * Calls a task for the items of a chunk.
 * @param {Task} task
 * @param {(...args: any[]) => any} call
 * @param {unknown[]} args
 * @param {any} items an array or a typed array
 * @param {Mode} mode
 */
async function resultsOf(task, call, args, items, mode) {
  const results = new ChunkResults(items.length, mode);
  if (mode === 'batch') {
    const { value, list } = unwrap(await call(items, ...args));
    refusing(() => checkBatch(value, items, task.name));
    return Object.assign(results, { values: value, list });
  }
  let turn = monotonic();
  for (let index = 0; index < items.length && !results.hasStopped; index += 1) {
    try {
      const value = call(items[index], ...args);
      results.add(index, isThenable(value) ? await value : value, task.name);
    } catch (error) {
      results.fail(index, error);
    }
    if (monotonic() - turn > TURN) {
      await nextTurn();
      turn = monotonic();
    }
    if (task.aborted !== undefined) throw task.aborted.reason;
  }
  return results;
}

/** @param {any} value */
function isThenable(value) {
  return typeof value === 'object' && value !== null && typeof value.then === 'function';
}

/**
 * A batch must give as many results as it has items, and in a typed array of the same class.
 * @param {any} value
 * @param {any} items
 * @param {string} name
 */
function checkBatch(value, items, name) {
  const isSame = ArrayBuffer.isView(items) ? classOf(value) === classOf(items) : Array.isArray(value);
  if (isSame && value.length === items.length) return;
  const what = ArrayBuffer.isView(items) ? `a ${classOf(items)}` : 'an array';
  const got = isSame ? `${value.length} of them` : typeof value;
  const message = `Expected ${what} of ${items.length} results to be returned from the task "${name}" but got ${got}.`;
  throw coded('ERR_INVALID_RETURN_VALUE', message);
}

/** @param {unknown} value */
function classOf(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/**
 * @param {string} name
 * @param {string} method
 */
function isGenerator(name, method) {
  const message = `The task "${name}" returned a generator: run it with stream() instead of ${method}()`;
  return new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', message);
}

module.exports = { ChunkResults, isGenerator, resultsOf };
