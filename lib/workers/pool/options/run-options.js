'use strict';

const { AsyncResource } = require('node:async_hooks');
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
  const checked =
    options === undefined ? defaultsOf(settings) : runOptions(optionsOf(method, options), settings);
  const context = { pool: settings.name, fn: name, priority: checked.priority };
  return { name, args, options: checked, context: /** @type {Record<string, unknown>} */ (context) };
}

/** The options of calls without options, by the pool's settings. @type {WeakMap<object, RunOptions>} */
const DEFAULTS = new WeakMap();

/** @param {import('./pool-options.js').PoolSettings} settings */
function defaultsOf(settings) {
  const known = DEFAULTS.get(settings);
  if (known !== undefined) return known;
  const defaults = runOptions({}, settings);
  DEFAULTS.set(settings, defaults);
  return defaults;
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
    onMessage: messageHandler(given.onMessage),
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

/**
 * A handler that runs in the caller's async context. `AsyncResource.bind` makes the same, but gives each function a deprecated
 * property, which costs a task more than all else that is checked here.
 * @param {unknown} value
 */
function messageHandler(value) {
  const handler = callback('options.onMessage', value);
  if (handler === undefined) return undefined;
  const context = new AsyncResource('offloop.messages', { requireManualDestroy: true });
  return (/** @type {unknown} */ message) => context.runInAsyncScope(handler, undefined, message);
}

module.exports = { callOf, runOptions };
