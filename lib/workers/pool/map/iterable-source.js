'use strict';

const { performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { coded, invalidType } = require('../../../errors.js');
const { Filling } = require('./filling.js');

/** How long a chunk waits for further items of an asynchronous source, in milliseconds. */
const LINGER = 5;
/** How long the loop may be busy with a source's own code, in milliseconds, and after how many items that is looked at. */
const TURN = { time: 5, items: 64 };

/** @typedef {import('./typed-source.js').Source} Source */

/**
 * Items of an iterable, which is asked only for what a chunk takes.
 * @implements {Source}
 */
class IterableSource {
  #iterator;
  #isAsync;
  /** An answer that has not come yet. @type {Promise<IteratorResult<unknown>> | undefined} */
  #asked;
  #isDone = false;

  /** @param {any} iterable */
  constructor(iterable) {
    this.#isAsync = iterable[Symbol.asyncIterator] !== undefined && iterable[Symbol.asyncIterator] !== null;
    this.#iterator = this.#isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    if (typeof this.#iterator?.next !== 'function') throw notAnIterator(iterable);
  }

  /** @param {import('./chunk-size.js').Size} size */
  async take(size) {
    if (this.#isDone) return undefined;
    const chunk = new Filling(size);
    try {
      if (this.#isAsync) await this.#fillSlowly(chunk);
      else this.#fill(chunk);
    } catch (error) {
      // An iterator that has thrown has ended.
      this.#isDone = true;
      throw error;
    }
    return chunk.items.length === 0 ? undefined : { items: chunk.items, transfer: [] };
  }

  /** @param {InstanceType<typeof Filling>} chunk */
  #fill(chunk) {
    const until = performance.now() + TURN.time;
    while (!this.#isDone && chunk.hasRoom) {
      this.#put(this.#iterator.next(), chunk);
      if (chunk.items.length % TURN.items === 0 && performance.now() > until) break;
    }
  }

  /** @param {InstanceType<typeof Filling>} chunk */
  async #fillSlowly(chunk) {
    const late = new Late();
    try {
      while (!this.#isDone && chunk.hasRoom) {
        this.#asked ??= Promise.resolve(this.#iterator.next());
        const result = await (chunk.items.length === 0 ? this.#asked : late.orFirst(this.#asked));
        if (result === undefined) break;
        this.#asked = undefined;
        this.#put(result, chunk);
      }
    } finally {
      late.stop();
    }
  }

  /**
   * @param {IteratorResult<unknown>} result
   * @param {InstanceType<typeof Filling>} chunk
   */
  #put(result, chunk) {
    if (typeof result !== 'object' || result === null) throw notAResult(result);
    const { done, value } = result;
    if (done) this.#isDone = true;
    else chunk.add(value);
  }

  async close() {
    if (this.#isDone) return;
    this.#isDone = true;
    // What is still asked may never be answered.
    this.#asked?.catch(() => {});
    const closed = this.#iterator.return?.();
    if (this.#asked === undefined) await closed;
    else Promise.resolve(closed).catch(() => {});
  }
}

/** The end of the time that a chunk waits for its next item. */
class Late {
  #stop = new AbortController();
  /** @type {Promise<undefined> | undefined} */
  #time;

  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T | undefined>}
   */
  orFirst(promise) {
    this.#time ??= sleep(LINGER, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    return Promise.race([promise, this.#time]);
  }

  stop() {
    this.#stop.abort();
  }
}

/** @param {unknown} result */
function notAResult(result) {
  const message = `Expected an object to be returned from the "next" method of items but got ${typeof result}.`;
  return coded('ERR_INVALID_RETURN_VALUE', message);
}

/** @param {unknown} items */
function notAnIterator(items) {
  return invalidType('items', 'an iterable whose iterator has a "next" method', items);
}

module.exports = { IterableSource };
