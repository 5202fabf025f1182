'use strict';

const { invalidType, invalidValue, outOfRange } = require('../../../errors.js');
const { NAMES } = require('../../../option-names.js');
const { boolean, integer, object, oneOf, refuseUnknown } = require('../../../options.js');
const { argvOf } = require('../../../process/argv.js');
const { cwdOf } = require('../../../process/cwd.js');
const { envOf } = require('../../../process/env.js');
const { limitsOf } = require('../../../process/limits.js');
const { RUNTIME } = require('../../../runtime.js');
const { sandboxOf } = require('../../../process/sandbox.js');

/** Options that only worker processes have; switches may be false elsewhere. */
const OF_PROCESSES = ['limits', 'cwd'];
const SWITCHES = ['sandbox', 'bestEffort'];

/**
 * The kinds of workers of each runtime whose heap has no limits. Bun's engine has none, and threads of Bun and Deno ignore
 * the option.
 * @type {Record<typeof RUNTIME, string[]>}
 */
const UNLIMITED = { bun: ['process', 'thread'], deno: ['thread'], node: [] };

/**
 * Keeps the event loop ahead of workers that use all cores: at 0 it waits for its turn among them, at 10 they do less for
 * little. Measured by the row pool-priority of the benchmark.
 */
const NICE = 5;

/** @typedef {ReturnType<typeof workerSettings>} WorkerSettings */

/**
 * The options of the workers of a pool.
 * @param {Record<string, any>} given
 * @param {string} isolation
 */
function workerSettings(given, isolation) {
  if (isolation === 'thread') refuseProcessOptions(given);
  const { argv = [], execArgv } = given;
  return {
    workerData: given.workerData,
    env: envOf('options.env', given.env),
    argv: argvOf('options.argv', argv),
    execArgv: execArgv === undefined ? undefined : argvOf('options.execArgv', execArgv),
    cwd: cwdOf(given.cwd),
    stdio: oneOf('options.stdio', given.stdio, ['inherit', 'pipe', 'ignore']) ?? 'inherit',
    nice: integer('options.nice', given.nice, 0, 19) ?? niceByDefault(isolation),
    resourceLimits: resourceLimits(given.resourceLimits, isolation),
    limits: limitsOf('WorkerPool.limits', given.limits),
    sandbox: sandboxOf(given.sandbox),
    bestEffort: boolean('options.bestEffort', given.bestEffort),
  };
}

/**
 * Threads have a priority of their own on Linux only, and other runtimes may not let them change it.
 * @param {string} isolation
 */
function niceByDefault(isolation) {
  return isolation === 'process' || (process.platform === 'linux' && RUNTIME === 'node') ? NICE : 0;
}

/** @param {Record<string, any>} given */
function refuseProcessOptions(given) {
  for (const name of OF_PROCESSES) {
    if (given[name] !== undefined) refuse(name, given[name]);
  }
  // `false` asks for nothing: programs have it in options for pools of both kinds.
  for (const name of SWITCHES) {
    if (given[name] !== undefined && given[name] !== false) refuse(name, given[name]);
  }
  // On other systems a priority is that of the whole process.
  if (given.nice && process.platform !== 'linux') {
    const problem = `is not possible with isolation 'thread' on ${process.platform}`;
    throw invalidValue('options.nice', problem, given.nice);
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function refuse(name, value) {
  throw invalidValue(`options.${name}`, "is not possible with isolation 'thread'", value);
}

/**
 * @param {unknown} value
 * @param {string} isolation
 */
function resourceLimits(value, isolation) {
  const given = object('options.resourceLimits', value);
  refuseUnknown('WorkerPool.resourceLimits', given);
  if (given !== undefined && UNLIMITED[RUNTIME].includes(isolation)) {
    const name = 'options.resourceLimits';
    throw invalidValue(name, `is not possible with isolation '${isolation}' on this runtime`, given);
  }
  if (isolation === 'process' && given?.codeRangeSizeMb !== undefined) {
    const name = 'options.resourceLimits.codeRangeSizeMb';
    throw invalidValue(name, "is not possible with isolation 'process'", given.codeRangeSizeMb);
  }
  for (const name of NAMES['WorkerPool.resourceLimits']) {
    const limit = given?.[name];
    if (limit === undefined) continue;
    if (typeof limit !== 'number')
      throw invalidType(`options.resourceLimits.${name}`, 'of type number', limit);
    if (!(limit > 0)) throw outOfRange(`options.resourceLimits.${name}`, '> 0', limit);
  }
  return given;
}

module.exports = { workerSettings };
