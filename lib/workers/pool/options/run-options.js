'use strict';

const { AsyncResource } = require('node:async_hooks');
const { invalidType, outOfRange } = require('../../../errors.js');
const { integer, integerOrInfinity, optionsOf, signalOf } = require('../../../options.js');
const { duration, string } = require('./option-kinds.js');

/** @typedef {ReturnType<typeof runOptions>} RunOptions */

/** @typedef {ReturnType<typeof callOf>} Call */

/**
 * A call of `run` or `stream`, checked.
 * @param {any} name
 * @param {any} args
 * @param {unknown} options
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function callOf(name, args = [], options, settings) {
  if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
  if (!Array.isArray(args)) throw invalidType('args', 'an instance of Array', args);
  const checked = runOptions(options, settings);
  const context = { pool: settings.name, fn: name, priority: checked.priority };
  return { name, args, options: checked, context: /** @type {Record<string, unknown>} */ (context) };
}

/**
 * The options of one call, checked and with the pool's defaults.
 * @param {unknown} options
 * @param {import('./pool-options.js').PoolSettings} settings
 */
function runOptions(options, settings) {
  const given = optionsOf(options);
  return {
    signal: signalOf(given.signal),
    timeout: duration('options.timeout', given.timeout) ?? settings.taskTimeout,
    queueTimeout: duration('options.queueTimeout', given.queueTimeout) ?? settings.queueTimeout,
    retries: integerOrInfinity('options.retries', given.retries, 0) ?? settings.retries,
    priority: priority(given.priority),
    key: string('options.key', given.key),
    transfer: transferList(given.transfer),
    onMessage: messageHandler(given.onMessage),
  };
}

/** @param {any} value */
function priority(value = 0) {
  if (typeof value !== 'number') throw invalidType('options.priority', 'of type number', value);
  if (!Number.isFinite(value)) throw outOfRange('options.priority', 'a finite number', value);
  return value;
}

/**
 * @param {any} value
 * @returns {any[]}
 */
function transferList(value = []) {
  if (!Array.isArray(value)) throw invalidType('options.transfer', 'an instance of Array', value);
  return value;
}

/**
 * @param {any} value
 * @returns {((value: unknown) => void) | undefined}
 */
function messageHandler(value) {
  if (value !== undefined && typeof value !== 'function') {
    throw invalidType('options.onMessage', 'of type function', value);
  }
  // It runs in the caller's async context.
  return value === undefined ? undefined : AsyncResource.bind(value);
}

/**
 * How many items of a stream may wait.
 * @param {unknown} options
 */
function highWaterMark(options) {
  const value = optionsOf(options).highWaterMark;
  return integer('options.highWaterMark', value, 1, Number.MAX_SAFE_INTEGER) ?? 16;
}

module.exports = { callOf, highWaterMark };
