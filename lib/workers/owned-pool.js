'use strict';

const { closeSettings } = require('./pool/pool-lifecycle.js');
const { poolClosed } = require('./errors.js');

/** @typedef {InstanceType<typeof import('./pool/pool.js').WorkerPool>} WorkerPool */

/**
 * The pool of something that hides it, such as an ImagePool. It is made at the first need, since what its workers load has to
 * be there then and not before. Calls prepare what they need before they give the pool a task: a pool that closes meanwhile
 * would refuse them, though they came before.
 */
class OwnedPool {
  #make;
  #makeEmpty;
  /** @type {WorkerPool | undefined} */
  #made;
  #isClosed = false;
  /** One for each call that prepares. @type {Set<Promise<void>>} */
  #entering = new Set();

  /**
   * @param {() => WorkerPool} make
   * @param {() => WorkerPool} makeEmpty a pool that never has workers, which is closed where no call has needed another
   */
  constructor(make, makeEmpty) {
    this.#make = make;
    this.#makeEmpty = makeEmpty;
  }

  get pool() {
    this.#made ??= this.#make();
    return this.#made;
  }

  /** Of a pool without workers until one was made. */
  get stats() {
    return (this.#made ?? this.#makeEmpty()).stats;
  }

  get isolation() {
    return this.#made?.isolation ?? null;
  }

  /**
   * @template P, T
   * @param {() => Promise<P>} prepare
   * @param {(prepared: P) => Promise<T>} give gives the pool the task before it returns
   * @returns {Promise<T>}
   */
  async enter(prepare, give) {
    if (this.#isClosed) throw poolClosed();
    let entered = () => {};
    /** @type {Promise<void>} */
    const entering = new Promise((resolve) => {
      entered = resolve;
    });
    this.#entering.add(entering);
    try {
      const prepared = await prepare();
      // Inside, `await` would wait for the task.
      return give(prepared);
    } finally {
      this.#entering.delete(entering);
      entered();
    }
  }

  /**
   * Takes no more calls, and closes the pool when those that prepare have given it their tasks.
   * @param {unknown} options of `WorkerPool#close`
   */
  async close(options) {
    const { timeout, pending } = closeSettings(options);
    this.#isClosed = true;
    const start = performance.now();
    if (pending === 'run') await within(timeout, Promise.all(this.#entering));
    const left = Math.max(0, timeout - Math.round(performance.now() - start));
    return this.#closing.close({ pending, timeout: left });
  }

  /** @param {unknown} reason */
  async destroy(reason) {
    this.#isClosed = true;
    return this.#closing.destroy(reason);
  }

  /** Ends the pool for this reason, if it was made. @param {Error} reason */
  giveUp(reason) {
    this.#made?.destroy(reason).catch(() => {});
  }

  get #closing() {
    this.#made ??= this.#makeEmpty();
    return this.#made;
  }
}

/**
 * Waits for work, and no longer than this.
 * @param {number} timeout in milliseconds
 * @param {Promise<unknown>} work never rejects
 */
async function within(timeout, work) {
  if (timeout === Infinity) return void (await work);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, timeout);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

module.exports = { OwnedPool };
