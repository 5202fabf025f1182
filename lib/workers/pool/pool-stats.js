'use strict';

/** @param {import('./scheduling/scheduler.js').TaskScheduler} scheduler */
function poolStats({ crew, tasks }) {
  const { tasks: ended, ...times } = tasks.statistics.summary();
  return {
    workers: workerCounts(crew.all),
    tasks: { queued: tasks.waiting.size, running: tasks.running.size, ...ended },
    ...times,
    rss: crew.all.reduce((sum, worker) => sum + (worker.memory ?? 0), 0),
    restarts: crew.restarts,
  };
}

/** @param {import('./worker/pool-worker.js').Member[]} workers */
function workerCounts(workers) {
  const starting = workers.filter((worker) => !worker.isReady).length;
  const busy = workers.filter(
    (worker) => worker.isReady && (worker.tasks.size > 0 || worker.isDismissed),
  ).length;
  return { total: workers.length, idle: workers.length - starting - busy, busy, starting };
}

module.exports = { poolStats };
