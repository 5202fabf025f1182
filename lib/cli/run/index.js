'use strict';

const { execFile } = require('../../exec-file/index.js');
const { printMessage } = require('../output.js');
const { optionsOf } = require('./options.js');
const { reportOf, statusOf } = require('./status.js');

/** Signals that are passed on to the command. */
const PASSED = /** @type {NodeJS.Signals[]} */ ([
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
]);

/**
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, any>} given
 * @returns {Promise<number>} the exit status
 */
async function run(file, args, given) {
  const options = optionsOf(given);
  // Listening begins before the command does: it may be signalled as soon as it runs.
  const pass = (/** @type {NodeJS.Signals} */ signal) => running.child.kill(signal);
  for (const signal of PASSED) process.on(signal, pass);
  const running = execFile(file, args, options);
  try {
    await running;
    return 0;
  } catch (/** @type {any} */ error) {
    return statusOf(file, error, given);
  } finally {
    for (const signal of PASSED) process.off(signal, pass);
    if (given.report && running.child.record !== undefined)
      printMessage('run', reportOf(running.child.record));
  }
}

module.exports = { run };
