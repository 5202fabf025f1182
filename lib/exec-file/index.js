'use strict';

const { onAbort } = require('../abort.js');
const { abortErrorOf } = require('../errors.js');
const { promiseFunction } = require('../job.js');
const { refuseCallback } = require('../options.js');
const { start } = require('../process/child.js');
const { Command } = require('./command.js');
const { failureOf, withDetails } = require('./failure.js');
const { feed } = require('./input.js');
const { Output } = require('./output.js');
const { requestOf } = require('./request.js');

/**
 * @param {any} file
 * @param {any} [args]
 * @param {any} [options]
 * @param {any[]} rest
 * @returns {any} as index.d.ts has it
 */
function execFile(file, args, options, ...rest) {
  const given = isOptions(args) ? { options: args, rest: [options] } : { args, options, rest };
  const command = new Command(given.options);
  return Object.assign(run(command, file, given), { child: command });
}

/**
 * The arguments of the command may be left out.
 * @param {any} args
 */
function isOptions(args) {
  return typeof args === 'object' && args !== null && !Array.isArray(args);
}

/**
 * @param {InstanceType<typeof Command>} command
 * @param {any} file
 * @param {{ args?: any, options?: any, rest: any[] }} given
 */
async function run(command, file, { args, options, rest }) {
  refuseCallback(rest);
  const request = requestOf(file, args, options);
  const { signal, killSignal, grace } = request;
  const aborted = abortErrorOf(signal);
  if (aborted !== undefined) throw withDetails(aborted, request);
  const child = start(request.settings);
  child.ref();
  /** @param {string} reason */
  const end = (reason) => child.terminate({ signal: killSignal, grace, reason });
  const forget = onAbort(signal, () => end('abort'));
  const output = new Output(child, request, end);
  const input = feed(request.input, child, end);
  command.attach(child);
  try {
    const startError = await command.started();
    const record = await child.ended;
    await output.closed();
    command.record = record;
    const ended = { request, record, output, startError, input, killed: command.killed };
    const failure = failureOf(ended);
    if (failure !== undefined) throw withDetails(failure, request, ended);
    return output.contents();
  } finally {
    forget();
  }
}

module.exports = { execFile: promiseFunction(execFile) };
