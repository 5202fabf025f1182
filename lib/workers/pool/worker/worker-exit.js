'use strict';

const { crashError, explain, isOutOfMemory } = require('../crash.js');
const { startFailed } = require('../pool-errors.js');

/** @typedef {import('../scheduling/scheduler.js').TaskScheduler} TaskScheduler */
/** @typedef {import('./pool-worker.js').Member} Member */
/** @typedef {import('./thread.js').ExitRecord} ExitRecord */

/**
 * Takes the worker off its pool, and gives the tasks it had, and those that wait for a worker, what follows from it.
 * @param {TaskScheduler} scheduler
 * @param {Member} worker
 * @param {ExitRecord} record
 */
function workerExited(scheduler, worker, record) {
  const { info, isReady, isDismissed, failure, tasks, live } = worker;
  const hasFailed = !isReady && (failure !== undefined || !isDismissed);
  const hasCrashed = isReady && !isDismissed;
  scheduler.crew.remove(worker, hasFailed || hasCrashed);
  scheduler.announce('workerExit', exitInfo(worker, record));
  if (hasFailed) startHasFailed(scheduler, failure?.error ?? record.error ?? crashError(record, info));
  if (hasCrashed && tasks.size === 0) scheduler.crew.guard.diedIdle();
  for (const task of live) scheduler.crashed(task, crashError(record, info, task));
}

/**
 * After three failures in a row, or one that trying again cannot help, tasks wait no longer.
 * @param {TaskScheduler} scheduler
 * @param {any} cause
 */
function startHasFailed(scheduler, cause) {
  const { guard } = scheduler.crew;
  guard.failed();
  const isFinal = String(cause?.code).startsWith('ERR_ISOLATION_');
  if (!isFinal && !guard.hasGivenUp) return;
  scheduler.readiness.fail(startFailed(cause));
  for (const task of scheduler.tasks.waiting.takeAll())
    scheduler.tasks.end(task, 'refused', startFailed(cause));
}

/**
 * @param {Member} worker
 * @param {ExitRecord} record
 */
function exitInfo(worker, record) {
  const { reason, exitCode, signal, error, peakMemory, cpuMs, wallMs } = record;
  const oom = isOutOfMemory(explain(record)[0]);
  return { ...worker.info, reason, exitCode, signal, oom, error, peakMemory, cpuMs, wallMs };
}

module.exports = { workerExited };
