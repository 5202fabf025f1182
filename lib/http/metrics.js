'use strict';

const { stats } = require('../configure.js');

/** @typedef {[labels: string, value: number]} Sample */

/**
 * Rows of `stats()`: the metric, its type, what it is, and its samples.
 * @type {[string, 'gauge' | 'counter', string, (s: ReturnType<typeof stats>) => Sample[]][]}
 */
const ROWS = [
  ['offloop_threads', 'gauge', 'Threads that compute.', (s) => [['', s.threads]]],
  ['offloop_jobs_running', 'gauge', 'Jobs that run now.', (s) => [['', s.running]]],
  ['offloop_jobs_queued', 'gauge', 'Jobs that wait now.', (s) => [['', s.queued]]],
  ['offloop_queued_bytes', 'gauge', 'Bytes of input held now.', (s) => [['', s.queuedBytes]]],
  [
    'offloop_password_memory_bytes',
    'gauge',
    'Memory of password hashing now.',
    (s) => [['', s.passwordMemory]],
  ],
  ['offloop_jobs_total', 'counter', 'Jobs that ended.', (s) => outcomes(s)],
  ['offloop_job_wait_seconds', 'gauge', 'Time from admission to start.', (s) => times(s.waitTime)],
  ['offloop_job_run_seconds', 'gauge', 'Time from start to end.', (s) => times(s.runTime)],
];

/** @returns {any} see types/http.d.ts */
function metrics() {
  return (/** @type {unknown} */ _req, /** @type {import('node:http').ServerResponse} */ res) => {
    res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    res.setHeader('Cache-Control', 'no-store');
    res.end(metricsText());
  };
}

/** The text format of Prometheus, version 0.0.4. */
function metricsText() {
  const now = stats();
  const lines = ROWS.flatMap(([name, type, help, samplesOf]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samplesOf(now).map(([labels, value]) => `${name}${labels} ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/**
 * @param {ReturnType<typeof stats>} s
 * @returns {Sample[]}
 */
function outcomes(s) {
  const names = /** @type {const} */ (['completed', 'failed', 'aborted']);
  return names.map((name) => [`{outcome="${name}"}`, s[name]]);
}

/**
 * @param {ReturnType<typeof stats>['waitTime']} found in milliseconds
 * @returns {Sample[]}
 */
function times(found) {
  const names = /** @type {const} */ (['mean', 'p50', 'p90', 'p99', 'max']);
  return names.map((name) => [`{statistic="${name}"}`, found[name] / 1000]);
}

module.exports = { metrics, metricsText };
