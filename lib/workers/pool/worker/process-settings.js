'use strict';

const path = require('node:path');
const { environmentOf } = require('../../../process/env.js');
const { packageFiles } = require('../../../process/package-files.js');
const { execArgvOf } = require('../options/exec-argv.js');

const BOOTSTRAP = path.join(__dirname, '..', '..', 'inside', 'process.js');

/** Limits of each task, which the pool sets when a worker gets one. */
const OF_TASKS = ['cpuMs', 'timeoutMs'];

/**
 * What the bootstrap gets as its first argument.
 * @typedef {object} Terms
 * @property {number} maxMessage bytes
 * @property {boolean} trusted whether the pool trusts the worker
 * @property {boolean} hasArenas whether descriptors 4 and 5 are shared memory
 * @property {number} [memoryMb] MiB of memory that it may use
 */

/**
 * How to start a worker process: node, running the bootstrap.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @param {Terms} terms
 */
function childSettings({ file, cwd, limits, bestEffort, sandbox, env, ...settings }, terms) {
  const { argv, execArgv, resourceLimits } = settings;
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
 * What a worker reads besides what its sandbox allows: node, this package and the worker file's package.
 * @param {string} file
 */
function programFiles(file) {
  return [...new Set([process.execPath, ...packageFiles(BOOTSTRAP), ...packageFiles(file)])];
}

module.exports = { childSettings };
