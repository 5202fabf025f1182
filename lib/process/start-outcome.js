'use strict';

const { launcherRefused } = require('./launcher.js');
const {
  codeOf,
  directoryFailed,
  isolationUnavailable,
  linkListed,
  packageTooLarge,
  setupFailed,
  spawnFailed,
} = require('./start-error.js');

/** Codes of posix_spawn for a program that it cannot load: the launcher. */
const LOAD_ERRORS = ['ENOENT', 'EACCES', 'EPERM', 'ENOEXEC', 'ENOTDIR', 'ELOOP', 'ELIBBAD'];

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {string[]} args
 */

/**
 * The outcome of a start; `refused` where it failed before there was a process.
 * @typedef {import('../native').StartOutcome | { kind: 'refused', error: unknown }} Outcome
 */

/**
 * What was applied to a command that runs, or the error for one that does not.
 * @param {Promise<Outcome>} outcome
 * @param {Command} command
 * @param {string[]} reads what it may read besides the system's programs
 */
async function startOutcome(outcome, command, reads) {
  const result = await outcome;
  if (result.kind === 'started') return { pid: result.pid, isolation: isolationOf(result.applied, reads) };
  throw errorOf(result, command);
}

/**
 * @param {import('../native').AppliedIsolation} applied
 * @param {string[]} reads
 */
function isolationOf({ filesystem, syscalls, privileges, network, processTree, cgroup, missing }, reads) {
  return {
    filesystem: filesystem > 0,
    landlock: filesystem,
    syscalls,
    privileges,
    network: typeof network === 'string' ? network : { tcp: Array.from(network) },
    processTree,
    read: filesystem > 0 ? reads : null,
    cgroup: Array.from(cgroup),
    missing: Array.from(missing),
  };
}

/**
 * @param {Exclude<Outcome, { kind: 'started' }>} failure
 * @param {Command} command
 */
function errorOf(failure, { file, args }) {
  switch (failure.kind) {
    case 'refused':
      return failure.error;
    case 'spawn': {
      const code = codeOf(failure.errno);
      return LOAD_ERRORS.includes(code) ? launcherRefused(code) : spawnFailed(file, args, failure.errno);
    }
    case 'setup':
      return stageFailed(failure, { file, args });
    case 'unavailable':
      return isolationUnavailable(Array.from(failure.missing));
    case 'ended':
      return setupFailed('start', 'it was ended before it ran');
    case 'silent':
      return setupFailed(
        'start',
        'the launcher did not report within 10 seconds and was killed: is the machine overloaded?',
      );
  }
}

/**
 * @param {{ stage: string, errno: number, path?: Buffer }} failure
 * @param {Command} command
 */
function stageFailed({ stage, errno, path: bytes }, { file, args }) {
  const path = bytes?.toString();
  if (stage === 'exec') return spawnFailed(file, args, errno);
  if (stage === 'directory') return directoryFailed(file, args, errno, String(path));
  const code = codeOf(errno);
  if (stage === 'landlock' && code === 'ELOOP') return linkListed(String(path), errno);
  if (stage === 'landlock' && code === 'E2BIG') return packageTooLarge(String(path), errno);
  const where = path === undefined ? '' : ` '${path}'`;
  const more = { errno: -errno, ...(path === undefined ? {} : { path }) };
  return setupFailed(stage, `${stage} failed with ${code}${where}`, more);
}

module.exports = { startOutcome };
