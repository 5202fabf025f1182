'use strict';

/** @typedef {InstanceType<typeof import('./pool-worker.js').PoolWorker>} Worker */
/** @typedef {InstanceType<typeof import('./worker-set.js').WorkerSet>} WorkerSet */
/** @typedef {InstanceType<typeof import('../scheduling/waiting-tasks.js').WaitingTasks>} WaitingTasks */

/**
 * Whether a worker can have one of the waiting tasks, and it is not another tenant's turn.
 * @param {Worker} worker
 * @param {WaitingTasks} waiting
 * @param {Worker[]} starting the workers of the pool that are not ready
 */
function isOfUse(worker, waiting, starting) {
  if (waiting.firstFor(worker) === undefined) return false;
  const due = waiting.dueAt(worker);
  return due === undefined || starting.some((other) => waiting.firstFor(other) === due);
}

/**
 * The idle workers whose places waiting tasks of other tenants need: those at places that tasks are bound to, and as many
 * others as there are too few places.
 * @param {WorkerSet} workers
 * @param {WaitingTasks} waiting
 */
function workersInTheWay(workers, waiting) {
  const { members, starting } = workers;
  const idle = members.filter((worker) => worker.hasRoom && worker.tasks.size === 0);
  const useless = idle.filter((worker) => !isOfUse(worker, waiting, starting));
  if (useless.length === 0) return useless;
  const { places } = waiting;
  const missing = workersToStart(workers, waiting) - (workers.places.length - members.length);
  const bound = useless.filter(({ place }) => places.includes(place));
  const others = useless.filter((worker) => !bound.includes(worker));
  return [...bound, ...others.slice(0, Math.max(0, missing))];
}

/**
 * The empty places that need a worker: those that tasks are bound to, and as many others as tasks or `minimum` ask for.
 * @param {WorkerSet} workers
 * @param {WaitingTasks} waiting
 * @param {number} minimum
 */
function placesToFill(workers, waiting, minimum) {
  if (!workers.places.includes(undefined)) return [];
  const vacant = [...workers.places.keys()].filter((place) => workers.places[place] === undefined);
  const bound = vacant.filter((place) => waiting.places.includes(place));
  const more = Math.max(workersToStart(workers, waiting), minimum - workers.members.length - bound.length, 0);
  return [...bound, ...vacant.filter((place) => !bound.includes(place)).slice(0, more)];
}

/**
 * How many workers to start for the tasks that are for any place.
 * @param {WorkerSet} workers
 * @param {WaitingTasks} waiting
 */
function workersToStart({ settings, starting }, waiting) {
  const most = settings.maxWorkers + starting.length;
  return waiting.workersForFree(settings.concurrency, most) - starting.length;
}

/**
 * Whether it is time to give a worker tasks ahead.
 * @param {Worker} worker
 */
function mayHaveMore({ isOpen, tasks, ahead }) {
  return isOpen && tasks.size === 1 && ahead.isLow;
}

/**
 * The worker that has the fewest tasks ahead, of those that can have one of the waiting tasks.
 * @param {(Worker | undefined)[]} workers
 * @param {WaitingTasks} waiting
 */
function shortestAhead(workers, waiting) {
  /** @type {Worker | undefined} */
  let best;
  for (const worker of workers) {
    if (worker === undefined || (best !== undefined && worker.ahead.size >= best.ahead.size)) continue;
    if (worker.isOpen && worker.ahead.hasRoom && waiting.firstFor(worker) !== undefined) best = worker;
  }
  return best;
}

module.exports = { isOfUse, mayHaveMore, placesToFill, shortestAhead, workersInTheWay };
