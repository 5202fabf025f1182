'use strict';

const { invalidType, invalidValue, outOfRange } = require('../../../errors.js');
const {
  array,
  callback,
  duration,
  integer,
  integerOrInfinity,
  optionsOf,
  signalOf,
  string,
} = require('../../../options.js');

/** @typedef {ReturnType<typeof runOptions>} RunOptions */

/** @typedef {ReturnType<typeof callOf>} Call */

/**
 * A call, checked.
 * @param {'WorkerPool#run' | 'WorkerPool#stream' | 'WorkerPool#map' | 'WorkerPool#mapStream'} method
 * @param {any} name
 * @param {any} args
 * @param {unknown} options
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function callOf(method, name, args = [], options, settings) {
  if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
  array('args', args);
  const key = options === undefined ? settings : options;
  const checked = CHECKED.get(/** @type {object} */ (key)) ?? check(method, options, settings);
  const context = { pool: settings.name, fn: name, priority: checked.priority };
  return { name, args, options: checked, context: /** @type {Record<string, unknown>} */ (context) };
}

/**
 * Options of many calls, checked: of those without options by the settings of their pool, of others by an object that nobody
 * changes.
 * @type {WeakMap<object, RunOptions>}
 */
const CHECKED = new WeakMap();

/**
 * @param {import('../../../option-names.js').Call} method
 * @param {unknown} options
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function check(method, options, settings) {
  if (options !== undefined) return runOptions(optionsOf(method, options), settings);
  const defaults = runOptions({}, settings);
  CHECKED.set(settings, defaults);
  return defaults;
}

/**
 * Checks the options of many calls of one pool. The object is not to be changed after that.
 * @template {Record<string, any>} T
 * @param {T} given
 * @param {import('./pool-options.js').PoolSettings} settings
 * @returns {T}
 */
function checkOnce(given, settings) {
  CHECKED.set(given, runOptions(given, settings));
  return given;
}

/**
 * The options of one call, checked and with the pool's defaults.
 * @param {Record<string, any>} given
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function runOptions(given, settings) {
  return {
    signal: signalOf(given.signal),
    timeout: duration('options.timeout', given.timeout) ?? settings.taskTimeout,
    queueTimeout: duration('options.queueTimeout', given.queueTimeout) ?? settings.queueTimeout,
    retries: integerOrInfinity('options.retries', given.retries, 0) ?? settings.retries,
    priority: priority(given.priority),
    key: string('options.key', given.key),
    tenant: tenant(given.tenant, settings),
    transfer: array('options.transfer', given.transfer) ?? [],
    onMessage: callback('options.onMessage', given.onMessage),
    highWaterMark: integer('options.highWaterMark', given.highWaterMark, 1, Number.MAX_SAFE_INTEGER) ?? 16,
  };
}

/**
 * @param {unknown} value
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function tenant(value, { isolation }) {
  if (value === undefined) return undefined;
  if (isolation === 'thread') {
    const what =
      "is not possible with isolation 'thread': threads share their memory. Use isolation 'process'";
    throw invalidValue('options.tenant', what, value);
  }
  return value === null ? null : string('options.tenant', value);
}

/** @param {any} value */
function priority(value = 0) {
  if (typeof value !== 'number') throw invalidType('options.priority', 'of type number', value);
  if (!Number.isFinite(value)) throw outOfRange('options.priority', 'a finite number', value);
  return value;
}

module.exports = { callOf, checkOnce, runOptions };
