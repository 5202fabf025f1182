'use strict';

const path = require('node:path');
const { isUrl } = require('../data/path.js');
const { kindOf } = require('../error-words.js');
const { coded, invalidType, invalidValue, outOfRange } = require('../errors.js');
const {
  MAX_DELAY,
  boolean,
  callback,
  copyOf,
  duration,
  integer,
  object,
  oneOf,
  optionsOf,
  string,
} = require('../options.js');
const { inherited } = require('../workers/pool/options/exec-argv.js');
const { poolSettings } = require('../workers/pool/options/pool-options.js');
const { checkClient, workerOptions } = require('./worker-options.js');

/** @typedef {import('bullmq').Job} Job */
/** @typedef {ReturnType<typeof jobWorkerSettings>} Settings */

const MOST_JOBS = 2 ** 20;
const LOOK_AGAIN = 1000;

/** What a worker is started with, so that its output comes with the job that wrote it. */
const LOG_HOOK = path.join(__dirname, 'bootstrap', 'log-output.js');

/**
 * A JobWorker's arguments, checked and with every default.
 * @param {unknown} queue
 * @param {unknown} file
 * @param {unknown} options
 */
function jobWorkerSettings(queue, file, options) {
  const given = optionsOf('JobWorker', options);
  const name = queueName(queue);
  const log = boolean('options.log', given.log);
  const pool = poolOptions(name, given.pool, log);
  const { maxWorkers, concurrency, maxQueue, gracePeriod, isolation } = poolSettings(file, pool);
  if (given.tenant !== undefined && isolation === 'thread')
    throw invalidValue('options.tenant', "is not possible with pool.isolation 'thread'", given.tenant);
  const places = maxWorkers * concurrency;
  const jobs = integer('options.concurrency', given.concurrency, 1, MOST_JOBS) ?? places;
  // The others would fail with ERR_QUEUE_FULL, each time they are tried.
  if (jobs > places + maxQueue)
    throw outOfRange('options.concurrency', `<= ${places + maxQueue}, which is what the pool takes`, jobs);
  const connection = connectionOptions('options.connection', given);
  if (given.backend === undefined) checkClient('options.connection', given.connection);
  return {
    pool,
    gracePeriod,
    log,
    queue: name,
    worker: { ...workerOptions(given), ...connection, concurrency: jobs, autorun: false },
    connection,
    backend: /** @type {any} */ (callback('options.backend', given.backend)),
    isStartedAtOnce: given.autorun === undefined || boolean('options.autorun', given.autorun),
    timeout: timeoutOf(given.timeout),
    args: callback('options.args', given.args) ?? ((/** @type {Job} */ job) => [job.data]),
    tenant: callback('options.tenant', given.tenant),
    isUnrecoverable: callback('options.unrecoverable', given.unrecoverable) ?? (() => false),
    onShutdown: oneOf('options.onShutdown', given.onShutdown, ['finish', 'requeue']) ?? 'finish',
    closeTimeout: duration('options.closeTimeout', given.closeTimeout) ?? 30_000,
    hasCancelChannel: boolean('options.cancelChannel', given.cancelChannel),
  };
}

/**
 * @param {any} queue
 * @param {string} [name] of the argument
 * @returns {string}
 */
function queueName(queue, name = 'queue') {
  if (typeof queue !== 'string') throw invalidType(name, 'of type string', queue);
  if (queue === '' || queue.includes(':'))
    throw invalidValue(name, 'must be a name without a colon, and not empty', queue);
  return queue;
}

/**
 * The options of the pool that runs jobs.
 * @param {string} queue
 * @param {unknown} value
 * @param {boolean} log whether its workers send their output
 * @returns {Record<string, any>}
 */
function poolOptions(queue, value, log) {
  const given = optionsOf('WorkerPool', object('options.pool', value));
  if (given.retries)
    throw invalidValue(
      'options.pool.retries',
      'would multiply the attempts of a job: use these',
      given.retries,
    );
  const options = { name: queue, ...copyOf('WorkerPool', given) };
  if (!log) return options;
  const { execArgv = inherited(process.execArgv) } = given;
  // What is no list is refused with the other options of the pool.
  return Array.isArray(execArgv) ? { ...options, execArgv: [...execArgv, '--require', LOG_HOOK] } : options;
}

/**
 * Where a queue is: what each of BullMQ's classes takes.
 * @param {string} name of the connection
 * @param {Record<string, any>} given
 */
function connectionOptions(name, { connection, prefix, skipVersionCheck, backend }) {
  if (connection === null || !['object', 'string', 'function'].includes(typeof connection))
    throw invalidType(name, "an object or a string, as BullMQ's own is", connection);
  if (backend === undefined) refuseAddress(name, connection);
  string('options.prefix', prefix);
  const skips = boolean('options.skipVersionCheck', skipVersionCheck);
  return { connection, ...(prefix !== undefined && { prefix }), ...(skips && { skipVersionCheck }) };
}

/**
 * Of an address that is not in an object BullMQ takes nothing, and connects to Redis on this machine.
 * @param {string} name
 * @param {unknown} connection
 */
function refuseAddress(name, connection) {
  if (typeof connection !== 'string' && !isUrl(connection)) return;
  // It is not shown: there may be a password in it.
  const given = typeof connection === 'string' ? 'a string' : 'a URL';
  const message = `The "${name}" ${kindOf(name)} must be options or a client of Redis, such as { url: 'redis://…' }. Received ${given}`;
  throw coded('ERR_INVALID_ARG_TYPE', message);
}

/**
 * How events are read. BullMQ has PostgreSQL notify a reader, which misses an event that comes while it looks for earlier ones,
 * and looks again only after this time, in milliseconds; BullMQ's default is 10 seconds. Redis keeps a reader's place.
 * @param {unknown} backend
 */
function readingOf(backend) {
  return backend === undefined ? {} : { blockingTimeout: LOOK_AGAIN };
}

/** @param {unknown} value @returns {number} milliseconds that a call waits for the store */
function storeTimeoutOf(value) {
  if (value === Infinity) return Infinity;
  return integer('options.storeTimeout', value, 1, MAX_DELAY) ?? 30_000;
}

/** @param {any} value */
function timeoutOf(value) {
  if (typeof value === 'function') return /** @type {(job: Job) => number | undefined} */ (value);
  return duration('options.timeout', value);
}

module.exports = {
  connectionOptions,
  jobWorkerSettings,
  poolOptions,
  queueName,
  readingOf,
  storeTimeoutOf,
};
