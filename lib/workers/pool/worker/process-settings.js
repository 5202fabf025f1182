'use strict';

const path = require('node:path');
const { environmentOf } = require('../../../process/env.js');
const { nodeProgram } = require('../../../process/node-program.js');
const { sandboxArguments, withProgram } = require('../../../process/program-sandbox.js');
const { isolationUnavailable } = require('../../../process/start-error.js');
const { RUNTIME } = require('../../../runtime.js');
const { closeLink } = require('../../wire/process-link.js');
const { execArgvOf } = require('../options/exec-argv.js');
const { passCodeCache } = require('./code-cache.js');
const { runtimeArguments } = require('./runtime-arguments.js');

const BOOTSTRAPS = path.join(__dirname, '..', '..', 'bootstrap');
const BOOTSTRAP = path.join(BOOTSTRAPS, 'process.js');

const NAMES = { bun: 'Bun', deno: 'Deno', node: 'Node.js' };

const MIB = 1024 * 1024;

/** Limits of each task, which the pool sets when a worker gets one. */
const OF_TASKS = ['cpuMs', 'timeoutMs'];

/**
 * What the bootstrap gets as its first argument.
 * @typedef {object} Terms
 * @property {number} [maxMessage] bytes
 * @property {boolean} trusted whether the pool trusts the worker
 * @property {boolean} isAlone whether it cannot start processes
 * @property {boolean} hasArenas whether descriptors 4 and 5 are shared memory
 * @property {boolean} hasWord whether descriptor 6 is the word of the claims
 * @property {number} [memoryMb] MiB of memory that it may use
 * @property {import('./code-cache.js').CodeCache} [codeCache]
 */

/**
 * Throws for a sandboxed worker of another runtime. A sandbox is known to let through only what node reads to start, and what
 * comes out of it is checked in the format of node's serializer.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 */
function refuseOtherRuntimes({ sandbox }) {
  if (sandbox === undefined || RUNTIME === 'node') return;
  throw isolationUnavailable(['runtime'], `workers of ${NAMES[RUNTIME]} have no sandbox; commands have`);
}

/**
 * How to start a worker process: node, running the bootstrap.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @param {Terms} terms
 */
function childSettings({ file, cwd, nice, limits, bestEffort, sandbox, env, ...settings }, terms) {
  const { argv, execArgv, resourceLimits } = settings;
  const ofProcess = Object.entries(limits).filter(([name]) => !OF_TASKS.includes(name));
  return {
    file: nodeProgram(),
    args: [
      ...runtimeArguments(),
      ...sandboxArguments(sandbox, bestEffort),
      ...execArgvOf(execArgv, resourceLimits),
      ...[BOOTSTRAP, JSON.stringify(terms), ...argv],
    ],
    env: environmentOf(env, sandbox),
    cwd,
    nice,
    stdio: /** @type {('ignore' | 'pipe')[]} */ (['ignore', 'pipe', 'pipe']),
    limits: Object.fromEntries(ofProcess),
    sandbox: sandbox && withProgram(sandbox, file, cwd),
    bestEffort,
  };
}

/**
 * How to start the worker. Where its file is gone, what was opened for it is closed.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @param {Terms} terms
 * @param {Parameters<typeof closeLink>[0]} link
 */
function linkedSettings(settings, terms, link) {
  try {
    return { ...childSettings(settings, terms), inherit: link.inherit };
  } catch (error) {
    closeLink(link);
    throw error;
  }
}

/**
 * What the bootstrap is to know. The link may get another descriptor for it.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @param {ReturnType<typeof import('../../wire/process-link.js').openLink>} link
 * @returns {Terms}
 */
function termsOf({ limits, sandbox }, link) {
  return {
    maxMessage: limits.messageMb && limits.messageMb * MIB,
    trusted: sandbox === undefined,
    isAlone: !(sandbox === undefined || sandbox.childProcess),
    hasArenas: link.send !== null,
    hasWord: link.word !== null,
    memoryMb: limits.memoryMb,
    codeCache: passCodeCache(link),
  };
}

module.exports = { linkedSettings, refuseOtherRuntimes, termsOf };
