'use strict';

const { AbortError, abortErrorOf } = require('../../../errors.js');
const { onAbort } = require('../../../abort.js');
const { settledAs, withIndex } = require('./results.js');

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/**
 * A chunk: a task whose results are the values of its items. `start` is the index of its first item, `count` how
 * many there are, also when they were moved away.
 * @typedef {{ start: number, count: number, items: any, transfer: any[], task?: PoolTask, values?: any }} OpenChunk
 */

/**
 * What a map needs of its pool. `submit` has a chunk run, and rejects with why there are no results. `begin` has the map ended
 * by the function that it is given, at once or later, where the pool is closed.
 * @typedef {{ submit(chunk: OpenChunk): Promise<import('./results.js').Results>, cancel(task: PoolTask, error: Error, reason: unknown): void,
 *   hasRoom(): boolean, begin(end: (error: Error) => void): void, end(): void }} Host
 */

/** How a task may end so that its items count as failed where errors are settled. */
const OF_ITEMS = new Set(['failed', 'crashed', 'timedOut']);

/**
 * The chunks of one call of `map` or `mapStream`. It reads the source while fewer than `ahead` chunks are under way and no
 * more than `held` wait to be read, so that both the pool and the reader hold the source back. The first error ends all.
 */
class MapRun {
  #host;
  #source;
  #call;
  #held;
  /** Under way, or not read yet, in their order. @type {Set<OpenChunk>} */
  #open = new Set();
  /** Those that have ended and are not read yet, in that order. @type {Set<OpenChunk>} */
  #ended = new Set();
  #isFed = false;
  /** @type {{ error: unknown } | undefined} */
  #failure;
  #isOver = false;
  #stopListening = () => {};
  /** Called when something has changed. @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {Host} host
   * @param {import('./typed-source.js').Source} source
   * @param {import('./map-options.js').MapCall} call
   * @param {number} held how many chunks may be open, with those that were not read
   */
  constructor(host, source, call, held) {
    this.#host = host;
    this.#source = source;
    this.#call = call;
    this.#held = held;
    const { signal } = call.options;
    const aborted = abortErrorOf(signal);
    if (aborted !== undefined) this.#fail(aborted);
    else
      this.#stopListening = onAbort(signal, () => this.#fail(new AbortError(signal?.reason), signal?.reason));
    host.begin((error) => this.#endByPool(error));
    this.#feed();
  }

  /**
   * The next chunk with its values; undefined after the last, and after `close`.
   * @returns {Promise<OpenChunk | undefined>}
   */
  async next() {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#isOver) return undefined;
      const [chunk] = this.#call.ordered ? this.#open : this.#ended;
      if (chunk !== undefined && this.#ended.delete(chunk)) {
        this.#open.delete(chunk);
        this.#changed();
        return chunk;
      }
      if (this.#isFed && this.#open.size === 0) return undefined;
      await this.#change();
    }
  }

  /** As `leave`, and closes the source. */
  async close() {
    this.leave();
    this.#host.end();
    await this.#source.close();
  }

  /** Reads the source and submits its chunks. */
  async #feed() {
    try {
      for (let start = 0; ;) {
        while (!this.#isOver && !this.#hasRoom()) await this.#change();
        if (this.#isOver) return;
        const cut = await this.#source.take(this.#call.size.next);
        if (this.#isOver) return;
        if (cut === undefined) break;
        const count = cut.items.length;
        this.#run({ start, count, ...cut });
        start += count;
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#isFed = true;
    this.#changed();
  }

  #hasRoom() {
    const underWay = this.#open.size - this.#ended.size;
    if (underWay >= this.#call.ahead || this.#open.size >= this.#held) return false;
    // Where the queue is full it waits for its own chunks. With none of its own it is refused, as any call.
    return underWay === 0 || this.#host.hasRoom();
  }

  /** @param {OpenChunk} chunk */
  async #run(chunk) {
    const { settle, size } = this.#call;
    this.#open.add(chunk);
    try {
      const results = await this.#host.submit(chunk);
      size.learn(chunk.count, results.time);
      chunk.values = settle ? settledAs(results, chunk.start) : results.values;
    } catch (error) {
      const marked = withIndex(error, chunk.start, chunk.count);
      if (!settle || !OF_ITEMS.has(`${chunk.task?.outcome}`)) return this.#fail(marked);
      chunk.values = Array.from({ length: chunk.count }, () => ({ status: 'rejected', reason: marked }));
    }
    // What it was sent is not needed any more.
    chunk.items = undefined;
    this.#ended.add(chunk);
    this.#changed();
  }

  /**
   * A map whose chunks are all run needs its pool no more. One of which chunks are under way has the error of the first.
   * @param {Error} error
   */
  #endByPool(error) {
    if (!this.#isFed && this.#open.size === this.#ended.size) this.#fail(error);
  }

  /**
   * @param {any} error
   * @param {unknown} [reason] what the tasks' signals get
   */
  #fail(error, reason = error) {
    if (this.#isOver) return;
    this.#failure = { error };
    this.leave(reason);
    this.#source.close().catch(() => {});
  }

  /**
   * Cancels what is under way: who waits for `next` gets undefined.
   * @param {unknown} [reason] what the tasks' signals get
   */
  leave(reason) {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopListening();
    const error = new AbortError();
    // The last first: where one leaves its worker the next would be started.
    for (const { task } of [...this.#open].reverse()) {
      if (task !== undefined) this.#host.cancel(task, error, reason ?? error);
    }
    this.#open.clear();
    this.#ended.clear();
    this.#changed();
  }

  /** @returns {Promise<void>} settles when something has changed */
  #change() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #changed() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

module.exports = { MapRun };
