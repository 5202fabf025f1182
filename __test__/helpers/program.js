'use strict';

const { spawnSync } = require('node:child_process');

/** The most bytes of output that are kept. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * @typedef {object} ProgramOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] variables that are added to `baseEnv`; undefined ones are left out
 * @property {NodeJS.ProcessEnv} [baseEnv] by default this process's own
 * @property {string | Buffer} [input] what the program reads
 * @property {BufferEncoding | 'buffer'} [encoding] of the output; utf8 by default
 * @property {number} [timeout] after how many milliseconds it is killed; never by default
 */

/**
 * Runs a program to its end. Throws where it cannot be started, or does not end within the timeout.
 * @param {string} file
 * @param {string[]} args
 * @param {ProgramOptions} [options]
 * @returns {{ status: number | null, signal: NodeJS.Signals | null, stdout: any, stderr: any }}
 */
function runProgram(file, args, { env, baseEnv = process.env, input = '', encoding, ...options } = {}) {
  const { error, status, signal, stdout, stderr } = spawnSync(file, args, {
    ...options,
    env: { ...baseEnv, ...env },
    input,
    encoding: encoding ?? 'utf8',
    maxBuffer: MAX_OUTPUT,
    killSignal: 'SIGKILL',
  });
  // A program that does not read its input to the end has ended all the same.
  if (error !== undefined && /** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
  return { status, signal, stdout, stderr };
}

/**
 * Runs a program as `runProgram` does, and gives its output. Throws where it fails, with what it has written to stderr.
 * @param {string} file
 * @param {string[]} args
 * @param {ProgramOptions} [options]
 */
function outputOf(file, args, options) {
  const { status, signal, stdout, stderr } = runProgram(file, args, options);
  if (status === 0) return stdout;
  throw new Error(`${file} ${args.join(' ')} ended with ${status ?? signal}: ${stderr}`);
}

/**
 * Whether a program is there and works.
 * @param {string} name
 * @param {string[]} [args]
 * @param {{ timeout?: number }} [options] after how many milliseconds it counts as missing; never by default
 */
function isInstalled(name, args = ['--version'], options = {}) {
  return spawnSync(name, args, options).status === 0;
}

/**
 * `test`, or where the program is missing a skipped test that says so.
 * @typedef {(title: string, body: (...args: any[]) => any) => void} Define
 * @returns {Define & { each: (rows: readonly any[]) => Define }}
 */
function testWith(name, args) {
  if (isInstalled(name, args)) return test;
  const named = (title) => `${title} (skipped: ${name} is not installed)`;
  /** @type {Define} */
  const skipped = (title, body) => test.skip(named(title), body);
  return Object.assign(skipped, {
    each: (rows) => (title, body) => test.skip.each(rows)(named(title), body),
  });
}

module.exports = { isInstalled, outputOf, runProgram, testWith };
