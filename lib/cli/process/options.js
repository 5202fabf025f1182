'use strict';

const { BOUNDS } = require('../../process/limits.js');
const { UsageError, integer, mebibytes, repeated, repeatedPath } = require('../arguments.js');

// The options that `run` and `supervise` share: what a process may use, and its sandbox.

/** @type {[flags: string, text: string, parse?: (value: string, before?: any) => unknown][]} */
const OPTIONS = [
  ['--memory <size>', 'memory in use, of a process and all that it starts', mebibytes(...BOUNDS.memoryMb)],
  ['--open-files <number>', 'files that each process may have open', integer(...BOUNDS.openFiles)],
  ['--file-size <size>', 'the largest file that can be written', mebibytes(...BOUNDS.fileSizeMb)],
  ['--processes <number>', 'processes and threads of the user (not for root)', integer(...BOUNDS.processes)],
  ['--sandbox', 'run in a sandbox'],
  ['--read <path>', 'allow to read this file, or all in this directory; can be repeated', repeatedPath],
  ['--write <path>', 'allow to read and change it; can be repeated', repeatedPath],
  ['--network <ports>', 'allow "all", or TCP on these ports, separated by commas'],
  ['--child-processes', 'allow to start processes'],
  ['--env <name[=value]>', 'set a variable, or in a sandbox pass it on; can be repeated', repeated],
  ['--cwd <directory>', 'the directory to run in'],
  ['--best-effort', 'run without protections that this machine cannot enforce'],
];

/** @param {import('commander').Command} command */
function addProcessOptions(command) {
  for (const [flags, text, parse] of OPTIONS) {
    if (parse === undefined) command.option(flags, text);
    else command.option(flags, text, parse);
  }
  return command;
}

/**
 * The options of execFile and supervise for those of the command line.
 * @param {Record<string, any>} given
 */
function processOptionsOf(given) {
  const sandbox = sandboxOf(given);
  const variables = variablesOf(given.env ?? []);
  return {
    cwd: given.cwd,
    env: sandbox === undefined ? { ...process.env, ...variables } : variables,
    limits: {
      memoryMb: given.memory,
      openFiles: given.openFiles,
      fileSizeMb: given.fileSize,
      processes: given.processes,
    },
    sandbox,
    bestEffort: given.bestEffort,
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

module.exports = { addProcessOptions, processOptionsOf };
