'use strict';

const { stats } = require('../configure.js');
const { invalidType } = require('../errors.js');
const { object, optionsOf } = require('../options.js');

/** @typedef {{ [label: string]: string }} Labels */
/** @typedef {[labels: Labels, value: number]} Sample */
/** @typedef {InstanceType<typeof import('../workers/pool/pool.js').WorkerPool>} Pool */
/** @typedef {[name: string, type: 'gauge' | 'counter', help: string, samplesOf: (stats: any) => Sample[]]} Row */

/** The text format of Prometheus, version 0.0.4. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What `stats()` has. @type {Row[]} */
const ENGINE = [
  ['offloop_threads', 'gauge', 'Threads that compute.', (s) => one(s.threads)],
  ['offloop_jobs_running', 'gauge', 'Jobs that run now.', (s) => one(s.running)],
  ['offloop_jobs_queued', 'gauge', 'Jobs that wait now.', (s) => one(s.queued)],
  ['offloop_queued_bytes', 'gauge', 'Bytes of input held now.', (s) => one(s.queuedBytes)],
  ['offloop_password_memory_bytes', 'gauge', 'Memory of password hashing now.', (s) => one(s.passwordMemory)],
  ['offloop_jobs_total', 'counter', 'Jobs that ended.', (s) => outcomes(s, JOB_ENDS)],
  ['offloop_job_wait_seconds', 'gauge', 'Time from admission to start.', (s) => times(s.waitTime)],
  ['offloop_job_run_seconds', 'gauge', 'Time from start to end.', (s) => times(s.runTime)],
];
const JOB_ENDS = ['completed', 'failed', 'aborted'];

/** What `stats` of a pool has. @type {Row[]} */
const POOL = [
  ['offloop_pool_workers', 'gauge', 'Workers now, by what they do.', (s) => workers(s.workers)],
  ['offloop_pool_tasks_running', 'gauge', 'Tasks that run now.', (s) => one(s.tasks.running)],
  ['offloop_pool_tasks_queued', 'gauge', 'Tasks that wait now.', (s) => one(s.tasks.queued)],
  ['offloop_pool_tasks_total', 'counter', 'Tasks that ended.', (s) => outcomes(s.tasks, TASK_ENDS)],
  ['offloop_pool_tasks_retried_total', 'counter', 'Tasks begun again.', (s) => one(s.tasks.retried)],
  ['offloop_pool_worker_restarts_total', 'counter', 'Workers replaced.', (s) => one(s.restarts)],
  ['offloop_pool_memory_bytes', 'gauge', 'Memory of the workers now.', (s) => one(s.rss)],
  [
    'offloop_pool_utilization',
    'gauge',
    'Share of the time that workers were busy.',
    (s) => one(s.utilization),
  ],
  ['offloop_pool_task_wait_seconds', 'gauge', 'Time from call to start.', (s) => times(s.waitTime)],
  ['offloop_pool_task_run_seconds', 'gauge', 'Time from start to end.', (s) => times(s.runTime)],
];
const TASK_ENDS = ['completed', 'failed', 'cancelled', 'timedOut', 'crashed', 'refused'];

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function metrics(options) {
  const pools = metricsPools(options);
  return (/** @type {unknown} */ _req, /** @type {import('node:http').ServerResponse} */ res) => {
    res.setHeader('Content-Type', TYPE);
    res.setHeader('Cache-Control', 'no-store');
    res.end(metricsText(pools));
  };
}

/**
 * The pools to report, by name.
 * @param {unknown} options
 * @returns {[string, Pool][]}
 */
function metricsPools(options) {
  const { pools } = optionsOf('metrics', options);
  const named = Object.entries(object('options.pools', pools) ?? {});
  for (const [name, pool] of named) {
    if (typeof pool?.stats?.tasks !== 'object')
      throw invalidType(`options.pools.${name}`, 'an instance of WorkerPool', pool);
  }
  return named;
}

/** @param {[string, Pool][]} pools */
function metricsText(pools) {
  const now = stats();
  const states = pools.map(([pool, { stats: state }]) => /** @type {const} */ ([{ pool }, state]));
  const engine = ENGINE.map((row) => block(row, row[3](now)));
  const ofPools = states.length === 0 ? [] : POOL;
  const rest = ofPools.map((row) =>
    block(
      row,
      states.flatMap(([pool, state]) =>
        row[3](state).map(([labels, value]) => /** @type {Sample} */ ([{ ...pool, ...labels }, value])),
      ),
    ),
  );
  return [...engine, ...rest].join('');
}

/**
 * @param {Row} row
 * @param {Sample[]} samples
 */
function block([name, type, help], samples) {
  const lines = samples.map(([labels, value]) => `${name}${written(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/** @param {Labels} labels */
function written(labels) {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** @param {string} value */
function escaped(value) {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}

/**
 * @param {number} value
 * @returns {Sample[]}
 */
function one(value) {
  return [[{}, value]];
}

/**
 * @param {Record<string, number>} counts
 * @param {string[]} names
 * @returns {Sample[]}
 */
function outcomes(counts, names) {
  return names.map((outcome) => [{ outcome }, counts[outcome]]);
}

/**
 * @param {Record<string, number>} counts
 * @returns {Sample[]}
 */
function workers(counts) {
  return ['idle', 'busy', 'starting'].map((state) => [{ state }, counts[state]]);
}

/**
 * @param {ReturnType<typeof stats>['waitTime']} found in milliseconds
 * @returns {Sample[]}
 */
function times(found) {
  const names = /** @type {const} */ (['mean', 'p50', 'p90', 'p99', 'max']);
  return names.map((statistic) => [{ statistic }, found[statistic] / 1000]);
}

module.exports = { TYPE, metrics, metricsPools, metricsText };
