'use strict';

const { invalidValue } = require('../errors.js');
const { REFUSED_BY_EXEC_FILE } = require('../option-names.js');
const { MAX_DELAY, boolean, integer, optionsOf, signalOf } = require('../options.js');
const { cwdOf } = require('../process/cwd.js');
const { envOf, environmentOf } = require('../process/env.js');
const { limitsOf } = require('../process/limits.js');
const { sandboxOf } = require('../process/sandbox.js');
const { GRACE, endingSignal } = require('../process/signals.js');
const { commandOf } = require('./arguments.js');
const { streamsOf } = require('./stdio-options.js');

/**
 * Options of node's execFile that would change what is started: why each is refused, and what to use instead.
 * @type {Record<typeof REFUSED_BY_EXEC_FILE[number], string>}
 */
const REASONS = {
  argv0: 'is not supported: a program always gets its own name',
  detached: 'is not supported: a command has its own process group and never outlives this process',
  gid: 'is not supported: a command runs as the user of this process',
  stdio: 'is not supported: use options.stdin, options.stdout and options.stderr',
  uid: 'is not supported: a command runs as the user of this process',
};

/** @typedef {ReturnType<typeof requestOf>} Request */

/**
 * What a call asks for.
 * @param {any} file
 * @param {any} args
 * @param {any} options
 */
function requestOf(file, args, options) {
  const given = optionsOf('execFile', options ?? undefined);
  for (const name of REFUSED_BY_EXEC_FILE) {
    if (given[name] !== undefined) throw invalidValue(`options.${name}`, REASONS[name], given[name]);
  }
  const { line, ...command } = commandOf(file, args, given.shell);
  const limits = limitsOf('execFile.limits', given.limits);
  const streams = streamsOf(given, limits);
  const time = timeOf(given.timeout, limits.timeoutMs);
  const killSignal = endingSignal('options.killSignal', given.killSignal ?? 'SIGTERM');
  const grace = integer('options.grace', given.grace, 0, MAX_DELAY) ?? GRACE;
  const sandbox = sandboxOf(given.sandbox);
  const settings = {
    ...command,
    cwd: cwdOf(given.cwd),
    env: environmentOf(envOf('options.env', given.env ?? undefined), sandbox),
    nice: integer('options.nice', given.nice, 0, 19),
    stdio: streams.stdio,
    limits: { ...limits, timeoutMs: time.timeoutMs },
    cpuSeconds: limits.cpuMs === undefined ? undefined : Math.ceil(limits.cpuMs / 1000) + 1,
    sandbox,
    bestEffort: boolean('options.bestEffort', given.bestEffort),
    killSignal,
    grace,
  };
  const { endsByTimeout } = time;
  const signal = signalOf(given.signal);
  return { settings, line, limits, ...streams, endsByTimeout, killSignal, grace, signal };
}

/**
 * The smaller of the two times, which ends the command. As in node, a timeout of 0 means no timeout.
 * @param {unknown} timeout
 * @param {number | undefined} timeoutMs
 */
function timeOf(timeout, timeoutMs) {
  const given = integer('options.timeout', timeout, 0, MAX_DELAY) || undefined;
  const endsByTimeout = given !== undefined && !(given > (timeoutMs ?? Infinity));
  return { timeoutMs: endsByTimeout ? given : timeoutMs, endsByTimeout };
}

module.exports = { requestOf };
