'use strict';

/**
 * How chunks become jobs.
 * @template T
 * @typedef {object} Use
 * @property {() => Promise<unknown> | undefined} ready settles when the next job may be started, which then is
 * @property {(last: boolean) => Promise<T>} start
 * @property {(result: T) => void} give takes the results, in the order of the chunks
 */

/**
 * Jobs that compress the chunks of one input, as many at a time as the input may have threads.
 * @template T
 */
class ChunkJobs {
  #chunks;
  #use;
  /** Jobs under way, each settled when it has ended. @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** Settled when all results so far were given, and how many were not. @type {Promise<void>} */
  #given = Promise.resolve();
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
   * Copies the piece, and starts the jobs that it makes possible.
   * @param {Uint8Array} piece at most 1 MiB
   */
  async add(piece) {
    for (let full = this.#chunks.append(piece); full > 0; full -= 1) await this.#next(false);
  }

  /** Waits until everything so far was compressed and given. */
  async flush() {
    if (this.#chunks.nextBytes > 0) await this.#next(false);
    await this.#given;
  }

  /** Compresses what is left. */
  async end() {
    await this.#next(true);
    await this.#given;
  }

  /** Waits for the jobs under way, whatever becomes of them. */
  async close() {
    await Promise.all(this.#underWay);
  }

  /** @param {boolean} last */
  async #next(last) {
    const { threads } = this.#chunks;
    while (this.#underWay.size >= threads) await Promise.race(this.#underWay);
    // Where one takes far longer than those after it, these do not pile up.
    if (this.#failed || this.#toGive >= 2 * threads) await this.#given;
    await this.#use.ready();
    this.#follow(this.#use.start(last));
  }

  /** @param {Promise<T>} job */
  #follow(job) {
    const ended = job
      .then(ignore, () => void (this.#failed = true))
      .then(() => void this.#underWay.delete(ended));
    this.#underWay.add(ended);
    this.#toGive += 1;
    this.#given = Promise.all([job, this.#given]).then(([result]) => {
      this.#toGive -= 1;
      this.#use.give(result);
    });
    // Whoever waits for it next is told; until then it is no unhandled rejection.
    this.#given.catch(ignore);
  }
}

function ignore() {}

module.exports = { ChunkJobs };
