'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const {
  MAX_DELAY,
  callback,
  copyOf,
  duration,
  integer,
  object,
  oneOf,
  optionsOf,
  refuseUnknown,
  requiredInteger,
  string,
} = require('../options.js');
const { connectionOptions, poolOptions, queueName, storeTimeoutOf } = require('../bullmq/options.js');
const { checkClient, checkKeptLimits } = require('../bullmq/worker-options.js');
const { poolSettings } = require('../workers/pool/options/pool-options.js');

/** @typedef {ReturnType<typeof createSettings>} Settings */
/** @typedef {ReturnType<typeof addOptions>} AddOptions */

/** BullMQ's lowest priority. */
const LAST = 2 ** 21 - 1;
const MOST_ATTEMPTS = 2 ** 20;

/** Options of a job that memory cannot keep: it would have to know of the job after this process has ended. */
const ONLY_DURABLE = ['delay', 'jobId', 'deduplication'];

/**
 * @param {unknown} file
 * @param {unknown} options
 */
function createSettings(file, options) {
  const given = optionsOf('createJobs', options);
  const { connection, backend, prefix } = given;
  const isDurable = connection !== undefined;
  if (!isDurable && (backend ?? prefix) !== undefined)
    throw invalidType('options.connection', 'given with options.backend and options.prefix', connection);
  const queue = queueName(given.queue, 'options.queue');
  const pool = poolOptions(queue, given.pool, false);
  poolSettings(file, pool);
  if (isDurable && backend === undefined) checkClient('options.connection', connection);
  return {
    queue,
    pool,
    timeout: duration('options.timeout', given.timeout),
    storeTimeout: storeTimeoutOf(given.storeTimeout),
    connection: isDurable ? connectionOptions('options.connection', given) : undefined,
    backend: /** @type {any} */ (callback('options.backend', backend)),
  };
}

/**
 * Options of a job, checked.
 * @param {unknown} options
 * @param {boolean} isDurable
 */
function addOptions(options, isDurable) {
  const given = optionsOf('Jobs#add', options);
  if (isDurable) checkDurable(given);
  else refuseDurable(given);
  checkKept('options.removeOnComplete', given.removeOnComplete);
  checkKept('options.removeOnFail', given.removeOnFail);
  return {
    ...copyOf('Jobs#add', given),
    attempts: integer('options.attempts', given.attempts, 1, MOST_ATTEMPTS) ?? 1,
    priority: integer('options.priority', given.priority, 0, LAST) ?? 0,
    backoff: backoffOf(given.backoff),
  };
}

/**
 * What is kept of jobs that have ended: all or none, as many as this, or as many as each of these limits allows.
 * @param {string} name
 * @param {any} value
 */
function checkKept(name, value) {
  if (value === undefined || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    requiredInteger(name, value, 0, Number.MAX_SAFE_INTEGER);
    return;
  }
  if (typeof value !== 'object') throw invalidType(name, 'of type boolean, number or object', value);
  checkKeptLimits(name, value);
}

/** @param {Record<string, any>} given */
function refuseDurable(given) {
  for (const name of ONLY_DURABLE) {
    if (given[name] === undefined) continue;
    const reason =
      'is not possible in memory, where jobs end with this process: give createJobs a connection';
    throw invalidValue(`options.${name}`, reason, given[name]);
  }
}

/**
 * Options that only a store keeps. BullMQ hardly checks them.
 * @param {Record<string, any>} given
 */
function checkDurable({ delay, jobId, deduplication }) {
  const id = string('options.jobId', jobId);
  if (id !== undefined && !/^(?!\d+$)[^:]+$/.test(id))
    throw invalidValue('options.jobId', 'must not be empty, digits only, or have a colon', id);
  integer('options.delay', delay, 0, Number.MAX_SAFE_INTEGER);
  const group = object('options.deduplication', deduplication);
  if (group !== undefined && typeof group.id !== 'string')
    throw invalidType('options.deduplication.id', 'of type string', group.id);
}

/** @param {any} value */
function backoffOf(value) {
  if (value === undefined) return undefined;
  if (typeof value === 'number')
    return { type: 'fixed', delay: requiredInteger('options.backoff', value, 0, MAX_DELAY) };
  if (typeof value !== 'object') throw invalidType('options.backoff', 'of type number or object', value);
  const { type, delay } = refuseUnknown('Jobs#add.backoff', object('options.backoff', value));
  return {
    type: oneOf('options.backoff.type', type, ['fixed', 'exponential']) ?? 'fixed',
    delay: integer('options.backoff.delay', delay, 0, MAX_DELAY) ?? 0,
  };
}

module.exports = { addOptions, createSettings };
