'use strict';

const { AbortError, coded } = require('../errors.js');
const { limitError } = require('../process/limits.js');

/** Reasons of an end that this process did not cause. */
const BY_ITSELF = ['exit', 'signal', 'start'];

/**
 * @typedef {object} End
 * @property {import('./request.js').Request} request
 * @property {import('../process/child.js').ExitRecord} record
 * @property {InstanceType<typeof import('./output.js').Output>} output
 * @property {Error | undefined} startError
 * @property {{ error: Error | undefined }} input
 * @property {boolean} killed by `child.kill`
 */

/**
 * The error for a command that has ended; undefined when it succeeded.
 * @param {End} end
 * @returns {Error | undefined}
 */
function failureOf(end) {
  const { request, record, startError } = end;
  const reason = reasonOf(end);
  if (reason === 'start') return startError;
  if (reason in FAILURES) return FAILURES[reason](end);
  return record.exitCode === 0 ? undefined : commandFailed(request, end);
}

/**
 * A command may have exited before it could be ended because of its output or input.
 * @param {End} end
 */
function reasonOf({ record, output, input }) {
  if (record.reason !== 'exit' && record.reason !== 'signal') return record.reason;
  if (output.exceeded !== undefined) return 'output';
  return input.error === undefined ? record.reason : 'input';
}

/**
 * The failures of commands that were ended from here, by reason.
 * @type {Record<string, (end: End) => Error | undefined>}
 */
const FAILURES = {
  abort: ({ request }) => new AbortError(request.signal?.reason),
  input: ({ input }) => input.error,
  memory: ({ request }) => limitError('memory', request.limits),
  processes: ({ request }) => limitError('processes', request.limits),
  cpu: ({ request }) => limitError('cpu', request.limits),
  time(end) {
    const { request, record } = end;
    if (!request.endsByTimeout) return limitError('time', request.limits);
    // As in node, a command that exits with 0 after its timeout has not failed.
    return record.exitCode === 0 ? undefined : commandFailed(request, end, timedOut(request));
  },
  output({ request, output }) {
    if (output.exceeded === 'outputMb') return limitError('output', request.limits);
    return coded('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', `${output.exceeded} maxBuffer length exceeded`);
  },
};

/**
 * What the message adds for a timeout: node's error looks the same as for any other signal.
 * @param {import('./request.js').Request} request
 */
function timedOut({ settings }) {
  return ` (timed out after ${settings.limits.timeoutMs} ms)`;
}

/**
 * Node's error for a command that failed.
 * @param {import('./request.js').Request} request
 * @param {End} end
 * @param {string} [why]
 */
function commandFailed({ line }, { record, output }, why = '') {
  const error = new Error(`Command failed: ${line}${why}\n${output.stderr?.contents() ?? ''}`);
  return Object.assign(error, { code: record.exitCode });
}

/**
 * The error with what node adds to it, and how the command ended.
 * @param {any} error
 * @param {import('./request.js').Request} request
 * @param {End} [end] undefined where nothing was started
 */
function withDetails(error, { line, encoding }, end) {
  const cmd = { cmd: line };
  if (end === undefined) {
    const nothing = encoding === undefined ? Buffer.alloc(0) : '';
    return Object.assign(error, cmd, { stdout: nothing, stderr: nothing });
  }
  const { record, output } = end;
  const reason = reasonOf(end);
  const killed = end.killed || !BY_ITSELF.includes(reason);
  return Object.assign(error, cmd, output.contents(), { killed }, record, { reason });
}

module.exports = { failureOf, withDetails };
