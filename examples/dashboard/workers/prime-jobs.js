'use strict';

const { createJobs } = require('offloop');
const { RequestError } = require('../../express/http.js');

/** Jobs that are under way or wait, and jobs that are remembered, at a time. */
const MAX_OPEN = 6;
const MAX_KEPT = 8;

/**
 * @typedef {object} PrimeJob
 * @property {string} id
 * @property {number} below
 * @property {'waiting' | 'running' | 'done' | 'cancelled' | 'failed'} state
 * @property {number} part that is done, from 0 to 1
 * @property {number} [count] of primes, in the end
 */

/** Background jobs: they go on when the request that added them has been answered, and when its client is gone. */
class PrimeJobs {
  #jobs = createJobs(require.resolve('./primes.js'), {
    queue: 'primes',
    pool: { maxWorkers: 1, maxQueue: MAX_OPEN, limits: { memoryMb: 192 }, nice: 10 },
  });
  /** @type {Map<string, { job: PrimeJob, cancel: () => Promise<void> }>} */
  #kept = new Map();

  constructor() {
    this.#jobs.on('progress', (id, part) => this.#change(id, { state: 'running', part }));
  }

  /** @param {number} below */
  async add(below) {
    const open = this.list().filter(({ state }) => state === 'waiting' || state === 'running');
    if (open.length >= MAX_OPEN) {
      throw new RequestError(503, 'ERR_TOO_MANY_JOBS', `${MAX_OPEN} jobs are taken at a time`, {
        'Retry-After': '5',
      });
    }
    const added = await this.#jobs.add('countPrimes', { below });
    const { id } = added;
    this.#kept.set(id, { job: { id, below, state: 'waiting', part: 0 }, cancel: () => added.cancel() });
    this.#follow(id, added.finished());
    this.#forget();
    return id;
  }

  /** @param {string} id */
  async cancel(id) {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new RequestError(404, 'ERR_NO_JOB', `There is no job ${id}`);
    await kept.cancel();
  }

  /** Those that are remembered, the newest last. */
  list() {
    return [...this.#kept.values()].map(({ job }) => job);
  }

  get stats() {
    return this.#jobs.pool.stats;
  }

  close() {
    return this.#jobs.close();
  }

  async #follow(id, finished) {
    try {
      this.#change(id, { state: 'done', part: 1, count: await finished });
    } catch (/** @type {any} */ error) {
      this.#change(id, { state: error.code === 'ABORT_ERR' ? 'cancelled' : 'failed' });
    }
  }

  /** @param {string} id @param {Partial<PrimeJob>} news */
  #change(id, news) {
    const kept = this.#kept.get(id);
    if (kept !== undefined) Object.assign(kept.job, news);
  }

  /** The oldest that have ended. */
  #forget() {
    for (const { id, state } of this.list()) {
      if (this.#kept.size <= MAX_KEPT) return;
      if (state !== 'waiting' && state !== 'running') this.#kept.delete(id);
    }
  }
}

module.exports = { MAX_OPEN, PrimeJobs };
