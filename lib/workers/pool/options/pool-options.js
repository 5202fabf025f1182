'use strict';

const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { isPath, isUrl } = require('../../../data/path.js');
const { invalidType, invalidValue, outOfRange } = require('../../../errors.js');
const native = require('../../../native.js');
const {
  MAX_DELAY,
  duration,
  integer,
  integerOrInfinity,
  object,
  oneOf,
  optionsOf,
  refuseUnknown,
  string,
} = require('../../../options.js');
const { textOf } = require('../../../process/argv.js');
const { workerSettings } = require('./worker-options.js');

const MAX_WORKERS = 1024;

/** @typedef {ReturnType<typeof poolSettings>} PoolSettings */

/**
 * A pool's file and options, checked and with every default.
 * @param {unknown} file
 * @param {unknown} options
 */
function poolSettings(file, options) {
  const given = optionsOf('WorkerPool', options);
  const filePath = fileOf(file);
  const isolation = oneOf('options.isolation', given.isolation, ['process', 'thread']) ?? 'process';
  const concurrency = integer('options.concurrency', given.concurrency, 1, MAX_WORKERS) ?? 1;
  const settings = workerSettings(given, isolation);
  refuseSharedBudgets(settings.limits, concurrency);
  return {
    ...settings,
    ...workerCounts(given),
    file: filePath,
    name: string('options.name', given.name) ?? path.basename(filePath),
    isolation,
    concurrency,
    maxQueue: integerOrInfinity('options.maxQueue', given.maxQueue, 0) ?? Infinity,
    retries: integerOrInfinity('options.retries', given.retries, 0) ?? 0,
    taskTimeout: duration('options.taskTimeout', given.taskTimeout) ?? 0,
    queueTimeout: duration('options.queueTimeout', given.queueTimeout) ?? 0,
    startTimeout: duration('options.startTimeout', given.startTimeout) ?? 30_000,
    idleTimeout: duration('options.idleTimeout', given.idleTimeout) ?? 30_000,
    gracePeriod: duration('options.gracePeriod', given.gracePeriod) ?? 1000,
    restartDelay: restartDelay(given.restartDelay),
    recycleAfter: recycleAfter(given.recycleAfter, isolation),
    spareWorkers: spareWorkers(given.spareWorkers, settings),
  };
}

/**
 * @param {any} value
 * @param {import('./worker-options.js').WorkerSettings} settings
 */
function spareWorkers(value, { sandbox }) {
  return integer('options.spareWorkers', value, 0, MAX_WORKERS) ?? (sandbox === undefined ? 0 : 1);
}

/**
 * Time can only be measured for one task at a time: the system counts that of a whole worker.
 * @param {import('../../../process/limits.js').Limits} limits
 * @param {number} concurrency
 */
function refuseSharedBudgets({ cpuMs, timeoutMs }, concurrency) {
  if (concurrency === 1 || (cpuMs === undefined && timeoutMs === undefined)) return;
  throw invalidValue(
    'options.concurrency',
    'must be 1 with limits.cpuMs or limits.timeoutMs, which limit each task',
    concurrency,
  );
}

/** @param {any} file */
function fileOf(file) {
  if (!isPath(file)) throw invalidType('file', 'of type string or an instance of URL', file);
  const text = textOf('file', isUrl(file) ? file.href : file);
  if (text.startsWith('file:')) return textOf('file', fileURLToPath(text));
  if (isUrl(file) || !path.isAbsolute(text)) {
    throw invalidValue('file', 'must be an absolute path or a file: URL', text);
  }
  return path.normalize(text);
}

/** @param {Record<string, any>} given */
function workerCounts(given) {
  const least = integer('options.minWorkers', given.minWorkers, 0, MAX_WORKERS) ?? 0;
  const most = integer('options.maxWorkers', given.maxWorkers, 1, MAX_WORKERS);
  if (most !== undefined && least > most) {
    throw outOfRange('options.minWorkers', `<= options.maxWorkers (${most})`, least);
  }
  return { minWorkers: least, maxWorkers: most ?? Math.max(1, native.cores() - 1, least) };
}

/** @param {any} value */
function restartDelay(value = [100, 30_000]) {
  if (!Array.isArray(value) || value.length !== 2) {
    throw invalidType('options.restartDelay', 'an array of two numbers', value);
  }
  const first = integer('options.restartDelay[0]', value[0], 0, MAX_DELAY) ?? 100;
  const most = integer('options.restartDelay[1]', value[1], first, MAX_DELAY) ?? 30_000;
  return { first, most };
}

/**
 * @param {any} value
 * @param {string} isolation
 */
function recycleAfter(value = {}, isolation) {
  refuseUnknown('WorkerPool.recycleAfter', object('options.recycleAfter', value));
  if (value.rss !== undefined && isolation === 'thread') {
    throw invalidValue('options.recycleAfter.rss', "is not possible with isolation 'thread'", value.rss);
  }
  return {
    tasks: integerOrInfinity('options.recycleAfter.tasks', value.tasks, 1) ?? Infinity,
    rss: integerOrInfinity('options.recycleAfter.rss', value.rss, 1) ?? Infinity,
  };
}

module.exports = { fileOf, poolSettings };
