'use strict';

const { createHistogram, performance } = require('node:perf_hooks');

/** @typedef {InstanceType<typeof import('./task.js').PoolTask>} PoolTask */

/** What a pool has done since it was made, or since the last reset. */
class PoolStatistics {
  #slots;
  #since = performance.now();
  #busy = 0;
  #counts = noCounts();
  // Histograms count whole numbers: microseconds.
  #wait = createHistogram();
  #run = createHistogram();

  /** @param {{ maxWorkers: number, concurrency: number }} settings */
  constructor({ maxWorkers, concurrency }) {
    this.#slots = maxWorkers * concurrency;
  }

  /** @param {PoolTask} task */
  retried(task) {
    this.#counts.retried += 1;
    this.#ran(task);
  }

  /**
   * @param {PoolTask} task
   * @param {import('./task.js').Outcome} outcome
   */
  ended(task, outcome) {
    this.#counts[outcome] += 1;
    if (task.worker !== undefined) this.#ran(task);
  }

  /**
   * Counts its time to wait only now: one that was thought to be begun may have waited on.
   * @param {PoolTask} task
   */
  #ran({ queuedAt, startedAt }) {
    record(this.#wait, startedAt - queuedAt);
    const time = performance.now() - startedAt;
    this.#busy += time;
    record(this.#run, time);
  }

  reset() {
    this.#since = performance.now();
    this.#busy = 0;
    this.#counts = noCounts();
    this.#wait.reset();
    this.#run.reset();
  }

  summary() {
    const available = (performance.now() - this.#since) * this.#slots;
    return {
      tasks: { ...this.#counts },
      waitTime: summarize(this.#wait),
      runTime: summarize(this.#run),
      utilization: available > 0 ? Math.min(1, this.#busy / available) : 0,
    };
  }
}

function noCounts() {
  return { completed: 0, failed: 0, cancelled: 0, timedOut: 0, crashed: 0, refused: 0, retried: 0 };
}

/**
 * @param {import('node:perf_hooks').RecordableHistogram} histogram
 * @param {number} time in milliseconds
 */
function record(histogram, time) {
  histogram.record(Math.max(1, Math.round(time * 1000)));
}

/** @param {import('node:perf_hooks').RecordableHistogram} histogram */
function summarize(histogram) {
  const { count } = histogram;
  if (count === 0) return { count, min: 0, max: 0, mean: 0, p50: 0, p90: 0, p99: 0 };
  const at = (/** @type {number} */ percentile) => histogram.percentile(percentile) / 1000;
  const [min, max, mean] = [histogram.min / 1000, histogram.max / 1000, histogram.mean / 1000];
  return { count, min, max, mean, p50: at(50), p90: at(90), p99: at(99) };
}

/**
 * What `pool.stats` gives.
 * @param {InstanceType<typeof import('./worker/worker-set.js').WorkerSet>} workers
 * @param {InstanceType<typeof import('./scheduling/open-tasks.js').OpenTasks>} tasks
 */
function poolStats(workers, tasks) {
  return {
    workers: workerCounts(workers.all),
    ...tasks.summary(),
    rss: workers.all.reduce((sum, worker) => sum + (worker.memory ?? 0), 0),
    restarts: workers.restarts,
  };
}

/** @param {InstanceType<typeof import('./worker/pool-worker.js').PoolWorker>[]} workers */
function workerCounts(workers) {
  const starting = workers.filter((worker) => !worker.isReady).length;
  const busy = workers.filter(
    (worker) => worker.isReady && (worker.tasks.size > 0 || worker.isDismissed),
  ).length;
  return { total: workers.length, idle: workers.length - starting - busy, busy, starting };
}

module.exports = { PoolStatistics, poolStats };
