'use strict';

const path = require('node:path');
const { packageFiles } = require('../../../process/package-files.js');
const { sandboxOf } = require('../../../process/sandbox.js');
const { execArgvOf } = require('../options/exec-argv.js');

const BOOTSTRAP = path.join(__dirname, '..', '..', 'inside', 'process.js');

/** Limits that are a task's: the pool sets them anew for each. */
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
function childSettings({ file, cwd, limits = {}, bestEffort, ...settings }, terms) {
  const { env, argv = [], execArgv, resourceLimits } = settings;
  const sandbox = sandboxOf(settings.sandbox);
  const ofProcess = Object.entries(limits).filter(([name]) => !OF_TASKS.includes(name));
  return {
    file: process.execPath,
    args: [...execArgvOf(execArgv, resourceLimits), BOOTSTRAP, JSON.stringify(terms), ...argv],
    env: environmentOf(env, sandbox),
    cwd,
    stdio: /** @type {('ignore' | 'pipe')[]} */ (['ignore', 'pipe', 'pipe']),
    limits: Object.fromEntries(ofProcess),
    sandbox: sandbox && { ...sandbox, read: [...sandbox.read, ...programFiles(file)] },
    bestEffort,
  };
}

/**
 * What a worker reads before and beside what its sandbox allows: node, this package, the worker file's package.
 * @param {string} file
 */
function programFiles(file) {
  return [...new Set([process.execPath, ...packageFiles(BOOTSTRAP), ...packageFiles(file)])];
}

/**
 * The environment that is given, or this process's; of this process's nothing goes into a sandbox.
 * @param {Record<string, unknown> | undefined} given
 * @param {import('../../../process/sandbox.js').Sandbox | undefined} sandbox
 * @returns {Record<string, string>}
 */
function environmentOf(given, sandbox) {
  const variables = given ?? (sandbox === undefined ? process.env : (sandbox.env ?? {}));
  const defined = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, String(value)]));
}

module.exports = { childSettings };
