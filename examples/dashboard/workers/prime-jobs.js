'use strict';

const { createJobs } = require('offloop');
const { RequestError } = require('../../express/http.js');

/** Jobs that are under way or wait, and jobs that are remembered, at a time. */
const MAX_OPEN = 6;
const MAX_KEPT = 8;
/** How often a job is tried whose process has died. */
const ATTEMPTS = 3;
/** The name of the queue, and the pool of each process that takes jobs from it. */
const QUEUE = 'primes';
const POOL = { maxWorkers: 1, limits: { memoryMb: 192 }, nice: 10 };

/**
 * @typedef {object} PrimeJob
 * @property {string} id
 * @property {number} below
 * @property {'waiting' | 'running' | 'done' | 'cancelled' | 'failed'} state
 * @property {number} part that is done, from 0 to 1
 * @property {number} [pid] of the process that runs it
 * @property {number} [count] of primes, in the end
 */

/**
 * Background jobs: they go on when the request that added them has been answered, and when its client is gone. With a Redis
 * they also outlive this process, and others take their share of them.
 */
class PrimeJobs {
  #jobs;
  /** @type {Map<string, { job: PrimeJob, cancel: () => Promise<void>, isCancelled: boolean }>} */
  #kept = new Map();
  /** The worker processes of this server: jobs of a queue may run in those of another. @type {Set<number>} */
  #pids = new Set();

  /** @param {string} [redis] its address */
  constructor(redis) {
    this.#jobs = createJobs(require.resolve('./primes.js'), {
      queue: QUEUE,
      connection: redis === undefined ? undefined : { url: redis },
      pool: { ...POOL, maxQueue: MAX_OPEN },
    });
    this.#jobs.on('progress', (id, { part, pid }) => this.#change(id, { state: 'running', part, pid }));
    this.#jobs.on('error', ({ message }) => console.error(`Background jobs: ${message}`));
    this.#jobs.pool.on('workerStart', ({ pid }) => this.#pids.add(pid));
    this.#jobs.pool.on('workerExit', ({ pid }) => this.#pids.delete(pid));
  }

  /** Whether jobs outlive this process. */
  get durable() {
    return this.#jobs.durable;
  }

  /** @param {number} below */
  async add(below) {
    const open = this.list().filter(({ state }) => state === 'waiting' || state === 'running');
    if (open.length >= MAX_OPEN) {
      throw new RequestError(503, 'ERR_TOO_MANY_JOBS', `${MAX_OPEN} jobs are taken at a time`, {
        'Retry-After': '5',
      });
    }
    const added = await this.#jobs.add('countPrimes', { below }, { attempts: ATTEMPTS });
    const { id } = added;
    const job = /** @type {PrimeJob} */ ({ id, below, state: 'waiting', part: 0 });
    this.#kept.set(id, { job, cancel: () => added.cancel(), isCancelled: false });
    this.#follow(id, added.finished());
    this.#forget();
    return id;
  }

  /** @param {string} id */
  async cancel(id) {
    const kept = this.#find(id);
    kept.isCancelled = true;
    await kept.cancel();
  }

  /**
   * Kills the process that runs a job, as a crash would. The job begins again in another one.
   * @param {string} id
   */
  kill(id) {
    const { state, pid } = this.#find(id).job;
    if (state !== 'running' || pid === undefined || !this.#pids.has(pid)) {
      throw new RequestError(409, 'ERR_NOT_HERE', `No process of this server runs the job ${id}`);
    }
    process.kill(pid, 'SIGKILL');
  }

  /** @param {string} id */
  #find(id) {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new RequestError(404, 'ERR_NO_JOB', `There is no job ${id}`);
    return kept;
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
    } catch {
      this.#change(id, { state: this.#kept.get(id)?.isCancelled ? 'cancelled' : 'failed' });
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

module.exports = { MAX_OPEN, POOL, PrimeJobs, QUEUE };
