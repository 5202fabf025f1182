'use strict';

const path = require('node:path');
const { execArgvOf } = require('./exec-argv.js');

const BOOTSTRAP = path.join(__dirname, 'inside', 'process.js');

/** Limits that are a task's: the pool sets them anew for each. @type {(keyof import('../process/limits.js').Limits)[]} */
const OF_TASKS = ['cpuMs', 'timeoutMs'];

/**
 * What the bootstrap is told, as its first argument.
 * @typedef {object} Terms
 * @property {number} maxMessage bytes
 * @property {boolean} trusted whether the pool trusts the worker
 * @property {boolean} hasArenas whether descriptors 4 and 5 are shared memory
 * @property {number} [memoryMb] what it may use
 */

/**
 * How to start a worker process: node, running the bootstrap.
 * @param {any} settings the pool's
 * @param {Terms} terms
 */
function childSettings(
  { env, argv = [], execArgv, resourceLimits, cwd, limits = {}, sandbox, bestEffort },
  terms,
) {
  const ofProcess = Object.entries(limits).filter(([name]) => !OF_TASKS.includes(/** @type {any} */ (name)));
  return {
    file: process.execPath,
    args: [...execArgvOf(execArgv, resourceLimits), BOOTSTRAP, JSON.stringify(terms), ...argv],
    env: environmentOf(env, sandbox),
    cwd,
    stdio: /** @type {('ignore' | 'pipe')[]} */ (['ignore', 'pipe', 'pipe']),
    limits: Object.fromEntries(ofProcess),
    sandbox: sandbox || undefined,
    bestEffort,
  };
}

/**
 * This process's environment, or the one that is given; of this process's nothing goes into a sandbox.
 * @param {Record<string, unknown> | undefined} given
 * @param {any} sandbox
 * @returns {Record<string, string>}
 */
function environmentOf(given, sandbox) {
  const all = sandbox?.env ?? given ?? (sandbox ? {} : process.env);
  const defined = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, String(value)]));
}

module.exports = { childSettings };
