'use strict';

const { constants } = require('node:os');
const path = require('node:path');
const { getSystemErrorName } = require('node:util');
const { bytesText, printMessage, quoted, reasonOf } = require('../output.js');

const TIMED_OUT = 124;
const FAILED = 125;
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/**
 * The exit status for a command that failed, as env and timeout have it. Prints what the command could not print itself.
 * @param {string} file
 * @param {any} error
 * @param {Record<string, any>} given
 */
function statusOf(file, error, given) {
  if (error.reason === undefined) throw error;
  if (error.reason === 'start') return notStarted(file, error, given);
  const explanation = explain(error, given);
  if (explanation !== undefined) printMessage('run', explanation);
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
    printMessage('run', `${flag}: ${pathReason(error)}`);
    return FAILED;
  }
  if (!error.syscall?.startsWith('spawn ')) {
    printMessage('run', error.hint === undefined ? error.message : `${error.message}\n${error.hint}`);
    return FAILED;
  }
  if (error.cause !== undefined) {
    printMessage('run', `${error.cause.path}: ${reasonOf(error.cause)}`);
    return FAILED;
  }
  printMessage('run', `${file}: ${reasonOf(error)}`);
  return error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
}

/**
 * Why a path cannot be allowed: the system's text, or the sandbox's own message.
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

const MIB = 1024 * 1024;

/** @type {Record<string, (given: Record<string, any>) => string>} */
const LIMITS = {
  memory: ({ memory }) => `it used more than ${bytesText(memory * MIB)} of memory`,
  cpu: ({ cpu }) => `it used more than ${seconds(cpu)} of processor time`,
  time: ({ timeout }) => `it ran longer than ${seconds(timeout)}`,
};

/**
 * Why a command was ended; undefined where it exited.
 * @param {{ reason: string, signal: string | null }} error
 * @param {Record<string, any>} given
 */
function explain({ reason, signal }, given) {
  if (reason in LIMITS) return `the command was ended: ${LIMITS[reason](given)}`;
  return reason === 'signal' ? `the command was ended by ${signal}` : undefined;
}

/**
 * What a command has used.
 * @param {import('../../process/child.js').ExitRecord} record
 */
function reportOf({ reason, exitCode, signal, peakMemory, cpuMs, wallMs }) {
  const end = signal === null ? `exit code ${exitCode}` : signal;
  return `${reason} (${end}), ${seconds(wallMs)}, ${seconds(cpuMs)} of processor time, ${bytesText(peakMemory)} of memory`;
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}

module.exports = { reportOf, statusOf };
