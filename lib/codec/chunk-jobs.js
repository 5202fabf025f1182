'use strict';

/**
 * How chunks become jobs, and where the results go.
 * @template T
 * @typedef {object} Use
 * @property {() => Promise<unknown> | undefined} ready settles when the next job may start; it is started then
 * @property {(last: boolean) => Promise<T>} start
 * @property {(result: T) => void} give takes the results, in the order of the chunks
 */

/**
 * Jobs that compress the chunks of one input. At most as many run at a time as the input may have threads.
 * @template T
 */
class ChunkJobs {
  #chunks;
  #use;
  /** Jobs that run; each promise is settled when the job has ended. @type {Set<Promise<void>>} */
  #running = new Set();
  /** Settled when all results so far were given. @type {Promise<void>} */
  #given = Promise.resolve();
  /** The number of results that were not given yet. */
  #toGive = 0;
  #failed = false;

  /**
   * @param {import('../native').Chunks} chunks
   * @param {Use<T>} use
   */
  constructor(chunks, use) {
    this.#chunks = chunks;
    this.#use = use;
  }

  /**
   * Copies the piece, and starts a job for each chunk that is full then.
   * @param {Uint8Array} piece at most 1 MiB
   */
  async add(piece) {
    for (let full = this.#chunks.append(piece); full > 0; full -= 1) await this.#next(false);
  }

  /**
   * Waits until everything so far was compressed and given.
   * @param {boolean} evenNothing whether a chunk of no bytes is made where nothing is left
   */
  async flush(evenNothing) {
    if (evenNothing || this.#chunks.nextBytes > 0) await this.#next(false);
    await this.#given;
  }

  /** Compresses what is left. */
  async end() {
    await this.#next(true);
    await this.#given;
  }

  /** Waits for the jobs that run, even if they fail. */
  async close() {
    await Promise.all(this.#running);
  }

  /** @param {boolean} last */
  async #next(last) {
    const { threads } = this.#chunks;
    while (this.#running.size >= threads) await Promise.race(this.#running);
    // Where one job takes far longer than those after it, their results must not accumulate.
    if (this.#failed || this.#toGive >= 2 * threads) await this.#given;
    await this.#use.ready();
    this.#follow(this.#use.start(last));
  }

  /** @param {Promise<T>} job */
  #follow(job) {
    const ended = job
      .then(
        () => {},
        () => void (this.#failed = true),
      )
      .then(() => void this.#running.delete(ended));
    this.#running.add(ended);
    this.#toGive += 1;
    this.#given = Promise.all([job, this.#given]).then(([result]) => {
      this.#toGive -= 1;
      this.#use.give(result);
    });
    // `add`, `flush` or `end` awaits it later; until then a failure must not count as an unhandled rejection.
    this.#given.catch(() => {});
  }
}

module.exports = { ChunkJobs };
