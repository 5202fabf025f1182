'use strict';

const { types } = require('node:util');
const { monotonic } = require('../../clock.js');
const { describe } = require('../wire/describe-error.js');
const { ERROR, REFUSED, RESULT, RESULTS } = require('../wire/messages.js');
const { EMIT, END, ITEM, LISTENING, RECYCLE } = require('../wire/messages.js');
const { withNamedPath } = require('../wire/culprit.js');
const { isGenerator, resultsOf } = require('./chunk.js');
const { sendItems } = require('./items.js');
const { Refusal, refusing } = require('./refusal.js');
const { unwrap } = require('./transfer.js');

/** @typedef {RunningTask} Task */

/** A task in its worker, from its call to its end. */
class RunningTask {
  /** @type {AbortController | undefined} */
  #controller;
  #isOver = false;
  #begun = monotonic();
  /** @type {{ reason: unknown } | undefined} */
  aborted;
  /** How many items a stream may send. */
  credit = 0;
  /** This worker begins no task after it. */
  isLast = false;
  /** Called when credit or an abort has arrived. */
  wake = () => {};

  /**
   * @param {import('./serve.js').Port} port
   * @param {number} id
   * @param {string} name
   * @param {number} attempt 1, and more after crashes
   */
  constructor(port, id, name, attempt) {
    this.port = port;
    this.id = id;
    this.name = name;
    this.attempt = attempt;
  }

  /** Aborted when the task is cancelled. The first read of it is reported to the pool. */
  get signal() {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.aborted.reason);
      else this.#post(LISTENING);
    }
    return this.#controller.signal;
  }

  /**
   * @param {unknown} value
   * @param {readonly any[]} [list]
   */
  emit(value, list) {
    const given = unwrap(value);
    this.#post(EMIT, given.value, list ?? given.list);
  }

  /** Asks the pool to replace this worker after its tasks. */
  recycle() {
    // When it is over the pool does not hear of it, and waits for those that it gave ahead.
    this.isLast ||= !this.#isOver;
    this.#post(RECYCLE);
  }

  /**
   * Calls the task, and sends its result or error to the pool.
   * @param {() => (...args: any[]) => unknown} find gives the task
   * @param {unknown[]} args
   */
  async run(find, args) {
    try {
      const value = await refusing(find)(...args);
      if (types.isGeneratorObject(value)) throw new Refusal(isGenerator(this.name, 'run'));
      if (this.port.postResult?.(this.id, value, this.#time)) this.#isOver = true;
      else this.#send(RESULT, value);
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Calls the generator of a stream, and sends its items as the pool gives credit for them.
   * @param {() => (...args: any[]) => any} find gives the task
   * @param {unknown[]} args
   * @param {number} credit
   */
  async stream(find, args, credit) {
    this.credit = credit;
    try {
      const iterable = await refusing(find)(...args);
      this.#send(END, await sendItems(this, iterable, (item) => this.#send(ITEM, item)));
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Calls the task for the items of a chunk, and sends their values and errors.
   * @param {() => (...args: any[]) => any} find gives the task
   * @param {unknown[]} args that come after each item
   * @param {any} items
   * @param {import('../pool/task.js').Chunk['mode']} mode
   */
  async chunk(find, args, items, mode) {
    try {
      this.#sendResults(await resultsOf(this, refusing(find), args, items, mode));
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {InstanceType<typeof import('./chunk.js').ChunkResults>} results
   */
  #sendResults(results) {
    for (;;) {
      try {
        this.#post(RESULTS, results.values, results.list, results.failures, this.#time);
        this.#isOver = true;
        return;
      } catch (error) {
        results.refuse(error);
      }
    }
  }

  /** @param {number} items */
  addCredit(items) {
    this.credit += items;
    this.wake();
  }

  /** @param {unknown} reason */
  abort(reason) {
    this.aborted = { reason };
    this.#controller?.abort(reason);
    this.wake();
  }

  /**
   * @param {string} tag
   * @param {unknown} returned
   */
  #send(tag, returned) {
    const { value, list } = unwrap(returned);
    refusing(() => (tag === ITEM ? this.#post(tag, value, list) : this.#post(tag, value, list, this.#time)));
    this.#isOver = tag !== ITEM;
  }

  /** Milliseconds since it began. */
  get #time() {
    return monotonic() - this.#begun;
  }

  /**
   * Sends the error, or where it is larger than a message may be, that it was refused.
   * @param {unknown} error
   */
  #fail(error) {
    try {
      if (Refusal.is(error)) throw error;
      refusing(() => this.#post(ERROR, describe(error), [], this.#time));
    } catch (/** @type {any} */ refusal) {
      this.#post(REFUSED, refusal.code, [], describe(refusal.cause));
    }
    this.#isOver = true;
  }

  /**
   * @param {string} tag
   * @param {unknown} [value]
   * @param {readonly any[]} [list]
   * @param {unknown[]} more
   */
  #post(tag, value, list = [], ...more) {
    if (this.#isOver) return;
    const message = [tag, this.id, value, ...more];
    try {
      this.port.post(message, list);
    } catch (error) {
      throw withNamedPath(error, message);
    }
  }
}

module.exports = { RunningTask };
