'use strict';

const { closeSettings } = require('./pool/pool-lifecycle.js');
const { poolClosed } = require('./errors.js');

/**
 * Calls of something that owns a pool of workers, which prepare what they need before they give the pool a task: a pool that
 * closes meanwhile would refuse them, though they came before.
 */
class EnteringCalls {
  #isClosed = false;
  /** One for each call that prepares. @type {Set<Promise<void>>} */
  #entering = new Set();

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
   * @param {() => InstanceType<typeof import('./pool/pool.js').WorkerPool>} pool asked for when the options are known to be good
   * @param {unknown} options of `WorkerPool#close`
   */
  async close(pool, options) {
    const { timeout, pending } = closeSettings(options);
    this.#isClosed = true;
    const start = performance.now();
    if (pending === 'run') await within(timeout, Promise.all(this.#entering));
    return pool().close({ pending, timeout: Math.max(0, timeout - Math.round(performance.now() - start)) });
  }

  /** Takes no more calls. */
  refuse() {
    this.#isClosed = true;
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

module.exports = { EnteringCalls };
