'use strict';

const { launcherRefused } = require('./launcher.js');
const {
  codeOf,
  directoryFailed,
  isolationUnavailable,
  setupFailed,
  spawnFailed,
} = require('./start-error.js');

/** What posix_spawn says of a program that it cannot load; the program is the launcher. */
const LOAD_ERRORS = ['ENOENT', 'EACCES', 'EPERM', 'ENOEXEC', 'ENOTDIR', 'ELOOP', 'ELIBBAD'];

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {string[]} args
 */

/**
 * What was applied to a command that runs, or the error for one that does not.
 * @param {Promise<any[]>} outcome as src/binding/child_events.rs tells it
 * @param {Command} command
 */
async function startOutcome(outcome, command) {
  const [kind, ...details] = await outcome;
  if (kind === 'started') return started(details);
  throw FAILURES[kind](details, command);
}

/** @param {any[]} details */
function started([pid, filesystem, syscalls, privileges, network, processTree, missing]) {
  const isolation = {
    filesystem: filesystem > 0,
    landlock: filesystem,
    syscalls: syscalls === 1,
    privileges: privileges === 1,
    network: typeof network === 'string' ? network : { tcp: Array.from(network) },
    processTree,
    missing: Array.from(missing),
  };
  return { pid, isolation };
}

/** @type {Record<string, (details: any[], command: Command) => Error>} */
const FAILURES = {
  unborn: ([error]) => error,
  spawn([errno], { file, args }) {
    const code = codeOf(errno);
    return LOAD_ERRORS.includes(code) ? launcherRefused(code) : spawnFailed(file, args, errno);
  },
  setup([stage, errno, path], { file, args }) {
    if (stage === 'exec') return spawnFailed(file, args, errno);
    if (stage === 'directory') return directoryFailed(file, args, errno, path.toString());
    const code = codeOf(errno);
    const where = path === undefined ? '' : ` '${path}'`;
    const more = { errno: -errno, ...(path === undefined ? {} : { path: path.toString() }) };
    return setupFailed(stage, `${stage} failed with ${code}${where}`, more);
  },
  unavailable: ([missing]) => isolationUnavailable(Array.from(missing)),
  ended: () => setupFailed('start', 'it was ended before it ran'),
  silent: () => setupFailed('start', 'the launcher did not report in time, and was killed'),
};

module.exports = { startOutcome };
