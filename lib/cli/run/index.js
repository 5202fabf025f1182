'use strict';

const { constants } = require('node:os');
const path = require('node:path');
const { getSystemErrorName } = require('node:util');
const { execFile } = require('../../exec-file/index.js');
const { quoted, reasonOf, tell } = require('../messages.js');
const { explain, reportOf } = require('./ending.js');
const { optionsOf } = require('./options.js');

/** What is passed on to the command. */
const PASSED = /** @type {NodeJS.Signals[]} */ ([
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
]);
const TIMED_OUT = 124;
const FAILED = 125;
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/**
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, any>} given
 * @returns {Promise<number>} the exit status
 */
async function run(file, args, given) {
  const running = execFile(file, args, optionsOf(given));
  const pass = (/** @type {NodeJS.Signals} */ signal) => running.child.kill(signal);
  for (const signal of PASSED) process.on(signal, pass);
  try {
    await running;
    return 0;
  } catch (/** @type {any} */ error) {
    return statusOf(file, error, given);
  } finally {
    for (const signal of PASSED) process.off(signal, pass);
    if (given.report && running.child.record !== undefined) tell('run', reportOf(running.child.record));
  }
}

/**
 * The exit status for a command that failed, as env and timeout have it. Says what the command could not say itself.
 * @param {string} file
 * @param {any} error
 * @param {Record<string, any>} given
 */
function statusOf(file, error, given) {
  if (error.reason === undefined) throw error;
  if (error.reason === 'start') return notStarted(file, error, given);
  const explanation = explain(error, given);
  if (explanation !== undefined) tell('run', explanation);
  if (error.reason === 'time') return TIMED_OUT;
  if (error.signal === null) return error.exitCode;
  return 128 + (constants.signals[/** @type {NodeJS.Signals} */ (error.signal)] ?? 0);
}

/**
 * @param {string} file
 * @param {any} error
 * @param {Record<string, any>} given
 */
function notStarted(file, error, given) {
  const flag = flagOf(error.path, given);
  if (flag !== undefined) {
    tell('run', `${flag}: ${pathReason(error)}`);
    return FAILED;
  }
  if (!error.syscall?.startsWith('spawn ')) {
    tell('run', error.hint === undefined ? error.message : `${error.message}\n${error.hint}`);
    return FAILED;
  }
  if (error.cause !== undefined) {
    tell('run', `${error.cause.path}: ${reasonOf(error.cause)}`);
    return FAILED;
  }
  tell('run', `${file}: ${reasonOf(error)}`);
  return error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
}

/**
 * Why a path cannot be allowed: the system's reason, unless it is one of the sandbox itself.
 * @param {any} error
 */
function pathReason({ errno, stage, target, message }) {
  if (errno === undefined || target !== undefined) return message;
  return reasonOf({ errno, syscall: stage, code: getSystemErrorName(errno), message });
}

/**
 * The option of the sandbox that names a path, as it was given.
 * @param {string | undefined} place the absolute path that failed: what was given, or a folder that it is in
 * @param {Record<string, any>} given
 */
function flagOf(place, { read = [], write = [] }) {
  if (place === undefined) return undefined;
  for (const [flag, paths] of Object.entries({ '--write': write, '--read': read })) {
    const isMeant = (/** @type {string} */ one) => `${path.resolve(one)}/`.startsWith(`${place}/`);
    const found = paths.find(isMeant);
    if (found !== undefined) return `${flag} ${quoted(found)}`;
  }
  return undefined;
}

module.exports = { run };
