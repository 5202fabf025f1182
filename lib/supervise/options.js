'use strict';

const { invalidValue } = require('../errors.js');
const {
  MAX_DELAY,
  boolean,
  integer,
  object,
  oneOf,
  optionsOf,
  refuseUnknown,
  requiredInteger,
  string,
} = require('../options.js');
const { argvOf, textOf } = require('../process/argv.js');
const { cwdOf } = require('../process/cwd.js');
const { envOf } = require('../process/env.js');
const { limitsOf } = require('../process/limits.js');
const { sandboxOf } = require('../process/sandbox.js');
const { fileOf } = require('../workers/pool/options/pool-options.js');

/** More places than a message can name. */
const MAX_INSTANCES = 64;

/** @typedef {ReturnType<typeof settingsOf>} Settings */

/**
 * The file and the options of a service, checked and with every default.
 * @param {unknown} file
 * @param {unknown} options
 */
function settingsOf(file, options) {
  const given = optionsOf('supervise', options);
  const listen = listenOf(given.listen);
  return {
    file: fileOf(file),
    listen,
    instances: integer('options.instances', given.instances, 1, MAX_INSTANCES) ?? 1,
    ready: readyOf(given.ready, listen),
    startTimeout: integer('options.startTimeout', given.startTimeout, 1, MAX_DELAY) ?? 30_000,
    drainTimeout: integer('options.drainTimeout', given.drainTimeout, 1, MAX_DELAY) ?? 30_000,
    restart: restartOf(given.restart),
    health: healthOf(given.health),
    argv: argvOf('options.argv', given.argv ?? []),
    execArgv: given.execArgv === undefined ? undefined : argvOf('options.execArgv', given.execArgv),
    env: envOf('options.env', given.env),
    cwd: cwdOf(given.cwd),
    nice: integer('options.nice', given.nice, 0, 19) ?? 0,
    stdio: oneOf('options.stdio', given.stdio, ['inherit', 'ignore']) ?? 'inherit',
    limits: limitsOf('supervise.limits', given.limits),
    sandbox: sandboxOf(given.sandbox),
    bestEffort: boolean('options.bestEffort', given.bestEffort),
  };
}

/**
 * @param {any} value
 * @returns {{ port: number, host?: string } | { path: string } | undefined}
 */
function listenOf(value) {
  const given = object('options.listen', value);
  if (given === undefined) return undefined;
  refuseUnknown('supervise.listen', given);
  if (given.path === undefined) {
    const port = requiredInteger('options.listen.port', given.port, 0, 65535);
    const host = string('options.listen.host', given.host);
    return { port, host: host === undefined ? undefined : hostOf(host) };
  }
  for (const name of ['port', 'host']) {
    if (given[name] !== undefined)
      throw invalidValue(`options.listen.${name}`, 'must not be given with options.listen.path', given[name]);
  }
  return { path: filled('options.listen.path', given.path) };
}

/** @param {string} host */
function hostOf(host) {
  // An address such as fe80::1%eth0 is that of one interface only.
  if (host.includes('%')) throw invalidValue('options.listen.host', 'must be without a zone', host);
  return filled('options.listen.host', host);
}

/**
 * The system takes an empty path for any address of its choice, and a resolver an empty name for none.
 * @param {string} name
 * @param {unknown} value
 */
function filled(name, value) {
  const text = textOf(name, value);
  if (text === '') throw invalidValue(name, 'must not be empty', text);
  return text;
}

/**
 * @param {any} value
 * @param {object | undefined} listen
 */
function readyOf(value, listen) {
  const ready = oneOf('options.ready', value, ['listening', 'message']);
  if (ready === 'listening' && listen === undefined)
    throw invalidValue('options.ready', 'needs options.listen to be given', value);
  return ready ?? (listen === undefined ? 'message' : 'listening');
}

/** @param {any} value */
function restartOf(value) {
  const given = object('options.restart', value) ?? {};
  refuseUnknown('supervise.restart', given);
  const [first, longest] = delayOf(given.delay);
  return {
    first,
    longest,
    max: integer('options.restart.max', given.max, 0, MAX_DELAY) ?? 5,
    within: integer('options.restart.within', given.within, 1, MAX_DELAY) ?? 60_000,
  };
}

/** @param {any} value */
function delayOf(value = [100, 30_000]) {
  if (!Array.isArray(value) || value.length !== 2)
    throw invalidValue('options.restart.delay', 'must be [first, longest]', value);
  const first = requiredInteger('options.restart.delay[0]', value[0], 0, MAX_DELAY);
  return [first, requiredInteger('options.restart.delay[1]', value[1], first, MAX_DELAY)];
}

/** @param {any} value */
function healthOf(value) {
  const given = object('options.health', value) ?? {};
  refuseUnknown('supervise.health', given);
  return {
    interval: integer('options.health.interval', given.interval, 1, MAX_DELAY) ?? 2000,
    timeout: integer('options.health.timeout', given.timeout, 1, MAX_DELAY) ?? 5000,
    failures: integer('options.health.failures', given.failures, 1, 100) ?? 2,
  };
}

module.exports = { settingsOf };
