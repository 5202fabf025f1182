'use strict';

const { BULLMQ_WORKER } = require('../entry-option-names.js');
const { coded, invalidType, invalidValue, outOfRange } = require('../errors.js');
const {
  MAX_DELAY,
  boolean,
  callback,
  copyOf,
  integer,
  object,
  refuseUnknown,
  requiredInteger,
  string,
} = require('../options.js');
const { isClient } = require('./store-calls.js');

const MOST = Number.MAX_SAFE_INTEGER;

/** @typedef {(name: string, value: any) => void} Check throws for a value that BullMQ could not use */

/**
 * BullMQ checks few of its options, and those after it has begun to connect. `connection`, `prefix` and `skipVersionCheck`
 * are checked where all of its classes take them from.
 * @type {Record<string, Check>}
 */
const CHECKS = {
  name: string,
  autorun: boolean,
  limiter: checkLimiter,
  metrics: checkMetrics,
  telemetry: checkTelemetry,
  settings: checkSettings,
  lockDuration: within(1, MAX_DELAY),
  lockRenewTime: within(1, MAX_DELAY),
  skipLockRenewal: boolean,
  stalledInterval: within(1, MAX_DELAY),
  maxStalledCount: within(0, MOST),
  skipStalledCheck: boolean,
  maxStartedAttempts: within(0, MOST),
  removeOnComplete: checkKeptLimits,
  removeOnFail: checkKeptLimits,
  drainDelay: checkSeconds,
  runRetryDelay: within(0, MAX_DELAY),
  maximumRateLimitDelay: within(1, MAX_DELAY),
  skipWaitingForReady: boolean,
};

/**
 * The options that go to BullMQ's Worker, checked.
 * @param {Record<string, any>} given
 */
function workerOptions(given) {
  const all = Object.entries(copyOf('JobWorker', given));
  const options = all.filter(([name]) => BULLMQ_WORKER.includes(name));
  for (const [name, value] of options) CHECKS[name]?.(`options.${name}`, value);
  return Object.fromEntries(options);
}

/**
 * @param {number} min
 * @param {number} max
 * @returns {Check}
 */
function within(min, max) {
  return (name, value) => integer(name, value, min, max);
}

/** @type {Check} */
function checkSeconds(name, value) {
  const max = Math.floor(MAX_DELAY / 1000);
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!(value > 0 && value <= max)) throw outOfRange(name, `> 0 && <= ${max}`, value);
}

/** @type {Check} */
function checkLimiter(name, value) {
  const { max, duration } = object(name, value);
  requiredInteger(`${name}.max`, max, 1, MOST);
  requiredInteger(`${name}.duration`, duration, 1, MOST);
}

/** @type {Check} */
function checkMetrics(name, value) {
  integer(`${name}.maxDataPoints`, object(name, value).maxDataPoints, 0, MOST);
}

/** @type {Check} */
function checkTelemetry(name, value) {
  const given = object(name, value);
  for (const part of ['tracer', 'contextManager'])
    if (object(`${name}.${part}`, given[part]) === undefined)
      throw invalidType(`${name}.${part}`, 'of type object', undefined);
  object(`${name}.meter`, given.meter);
}

/** @type {Check} */
function checkSettings(name, value) {
  const { backoffStrategy, repeatStrategy, repeatKeyHashAlgorithm } = object(name, value);
  callback(`${name}.backoffStrategy`, backoffStrategy);
  callback(`${name}.repeatStrategy`, repeatStrategy);
  string(`${name}.repeatKeyHashAlgorithm`, repeatKeyHashAlgorithm);
}

/**
 * Which jobs that have ended are kept.
 * @type {Check}
 */
function checkKeptLimits(name, value) {
  const limits = copyOf('Jobs#add.kept', refuseUnknown('Jobs#add.kept', object(name, value)));
  for (const [limit, given] of Object.entries(limits)) integer(`${name}.${limit}`, given, 0, MOST);
}

/**
 * Refuses what ioredis cannot read as the address of a Redis: it throws where nobody catches that.
 * @type {Check}
 */
function checkUrl(name, url) {
  if (url === undefined) return;
  if (typeof url !== 'string') throw invalidType(name, 'of type string', url);
  const isPath = /^\/(?!\/)/.test(url);
  const whole = url.startsWith('//') ? `redis:${url}` : /^rediss?:\/\//i.test(url) ? url : `redis://${url}`;
  if (isPath || URL.canParse(whole)) return;
  // It is not shown: there may be a password in it.
  throw coded('ERR_INVALID_ARG_VALUE', `The property '${name}' must be the URL of a Redis`);
}

/**
 * Refuses clients of ioredis that cannot wait for jobs. BullMQ does so after it has connected a copy, which it then leaves.
 * @type {Check}
 */
function checkClient(name, client) {
  if (!isClient(client)) return checkUrl(`${name}.url`, client.url);
  if (typeof client.options !== 'object') return;
  const { keyPrefix, redisOptions } = client.options ?? {};
  if (keyPrefix)
    throw invalidValue(`${name}.options.keyPrefix`, 'must not be given: use options.prefix', keyPrefix);
  const [path, options] = client.isCluster
    ? ['options.redisOptions', redisOptions]
    : ['options', client.options];
  if (options?.maxRetriesPerRequest)
    throw invalidValue(
      `${name}.${path}.maxRetriesPerRequest`,
      'must be null, since one command waits until there is a job',
      options.maxRetriesPerRequest,
    );
}

module.exports = { checkClient, checkKeptLimits, workerOptions };
