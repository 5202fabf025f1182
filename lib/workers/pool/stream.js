'use strict';

const { AbortError } = require('../../errors.js');
const { traced } = require('./tracing.js');

/** @typedef {InstanceType<typeof import('./task.js').PoolTask>} PoolTask */
/** @typedef {{ resolve(result: IteratorResult<unknown>): void, reject(error: unknown): void }} Reader */

/**
 * The items of a task. The task begins with the first `next`, and is cancelled by `return`, which `break` calls. The worker
 * is at most `highWaterMark` items ahead of the reader.
 */
class TaskStream {
  #start;
  #cancel;
  #context;
  #highWaterMark;
  /** @type {PoolTask | undefined} */
  #task;
  #hasStarted = false;
  /** @type {unknown[]} */
  #items = [];
  /** @type {Reader[]} */
  #readers = [];
  /** Answers a reader when there are no more items. @type {((reader: Reader) => void) | undefined} */
  #end;
  /** Items read since the worker last got credit. */
  #read = 0;

  /**
   * @param {{ start(sink: Omit<import('./task.js').Sink, 'message'>): PoolTask, cancel(task: PoolTask, error: Error): void,
   *   context: object, credit: number }} source
   */
  constructor({ start, cancel, context, credit }) {
    this.#start = start;
    this.#cancel = cancel;
    this.#context = context;
    this.#highWaterMark = credit;
  }

  /** @returns {Promise<IteratorResult<unknown>>} */
  next() {
    return new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject });
      if (!this.#hasStarted) this.#begin();
      this.#serve();
    });
  }

  /**
   * @param {unknown} [value]
   * @returns {Promise<IteratorResult<unknown>>}
   */
  async return(value) {
    this.#abandon();
    return { done: true, value };
  }

  /**
   * @param {unknown} error
   * @returns {Promise<IteratorResult<unknown>>}
   */
  async throw(error) {
    this.#abandon();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  #begin() {
    this.#hasStarted = true;
    const whole = traced(this.#context, (resolve, reject) => {
      this.#task = this.#start({ resolve, reject, item: (value) => this.#add(value) });
    });
    whole.then(
      (value) => this.#finish(({ resolve }) => resolve({ done: true, value })),
      (error) => this.#failed(error),
    );
  }

  /** @param {unknown} value */
  #add(value) {
    // A worker that keeps to its credit is never so far ahead.
    if (this.#items.length >= this.#highWaterMark) return this.#task?.worker?.kill('protocol');
    if (this.#task !== undefined) this.#task.hasDelivered = true;
    this.#items.push(value);
    this.#serve();
  }

  /** @param {unknown} error */
  #failed(error) {
    // After an abort the waiting items are not read.
    if (error instanceof AbortError) this.#items = [];
    this.#finish(({ reject }) => reject(error));
  }

  /** @param {(reader: Reader) => void} end */
  #finish(end) {
    this.#end ??= end;
    this.#serve();
  }

  #abandon() {
    this.#hasStarted = true;
    this.#items = [];
    this.#finish(isDone);
    this.#end = isDone;
    if (this.#task !== undefined) this.#cancel(this.#task, new AbortError());
  }

  /** Answers readers: with the items, then once with the end, and then with `done`. */
  #serve() {
    while (this.#readers.length > 0 && (this.#items.length > 0 || this.#end !== undefined)) {
      const reader = /** @type {Reader} */ (this.#readers.shift());
      if (this.#items.length > 0) {
        reader.resolve({ done: false, value: this.#items.shift() });
        this.#grant();
      } else {
        this.#end?.(reader);
        this.#end = isDone;
      }
    }
  }

  /** Lets the worker send as many items as were read, when that is half of the mark. */
  #grant() {
    const task = this.#task;
    this.#read += 1;
    if (this.#read * 2 < this.#highWaterMark || task?.outcome !== undefined) return;
    task?.worker?.credit.grant(task.id, this.#read);
    this.#read = 0;
  }
}

/** @param {Reader} reader */
function isDone({ resolve }) {
  resolve({ done: true, value: undefined });
}

module.exports = { TaskStream };
