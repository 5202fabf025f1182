'use strict';

const { UsageError } = require('../arguments.js');

/**
 * The options of execFile for those of the command line.
 * @param {Record<string, any>} given
 */
function optionsOf(given) {
  const sandbox = sandboxOf(given);
  const variables = variablesOf(given.env ?? []);
  return {
    stdin: /** @type {const} */ ('inherit'),
    stdout: /** @type {const} */ ('inherit'),
    stderr: /** @type {const} */ ('inherit'),
    cwd: given.cwd,
    env: sandbox === undefined ? { ...process.env, ...variables } : variables,
    limits: {
      memoryMb: given.memory,
      cpuMs: given.cpu,
      timeoutMs: given.timeout,
      openFiles: given.openFiles,
      fileSizeMb: given.fileSize,
      processes: given.processes,
    },
    sandbox,
    bestEffort: given.bestEffort,
    killSignal: given.signal === undefined ? undefined : signalOf(given.signal),
    grace: given.killAfter,
  };
}

/** @param {Record<string, any>} given */
function sandboxOf({ sandbox, read, write, network, childProcesses }) {
  if (!sandbox && !read && !write && network === undefined && !childProcesses) return undefined;
  return { read, write, network: networkOf(network), childProcess: childProcesses };
}

/** @param {string | undefined} network */
function networkOf(network) {
  if (network === undefined || network === 'none' || network === 'all') return network;
  const ports = network.split(',').map(Number);
  if (!ports.every((port) => Number.isInteger(port) && port > 0 && port < 65536))
    throw new UsageError(`--network must be all, none, or ports separated by commas, not '${network}'`);
  return { tcp: ports };
}

/**
 * @param {string[]} words `NAME=value`, or `NAME` for a variable of this process
 * @returns {Record<string, string | undefined>}
 */
function variablesOf(words) {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      if (at === 0 || word === '') throw new UsageError(`--env needs NAME or NAME=value, not '${word}'`);
      return at < 0 ? [word, process.env[word]] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

/** @param {string} name with or without SIG, or a number */
function signalOf(name) {
  const { signals } = require('node:os').constants;
  if (/^\d+$/.test(name) && Object.values(signals).some((number) => number === Number(name)))
    return Number(name);
  const full = /** @type {NodeJS.Signals} */ (name.toUpperCase().replace(/^(SIG)?/, 'SIG'));
  if (!(full in signals))
    throw new UsageError(`unknown signal '${name}': use a name such as SIGINT, or a number`);
  return full;
}

module.exports = { optionsOf, sandboxOf, variablesOf };
