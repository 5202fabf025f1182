'use strict';

const fs = require('node:fs');
const { execFile } = require('../exec-file/index.js');
const { AbortError } = require('../errors.js');
const { failed, resultTooLarge, toolMissing } = require('./errors.js');

/** How much of the end of stderr is kept: a damaged source may be worth a line for each of its packets. */
const KEPT = 16 * 1024;

/** What ffmpeg says where the disk did not take all of a result. Some versions end well all the same. */
const LOST = /^.*Error (?:writing trailer|closing file).*$/m;

/** What a program is ended by that came upon its own fault: the source has led it there. Other signals come from outside. */
const CRASHES = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGTRAP'];

/** The most bytes of a result that comes by stdout. */
const MOST_OUTPUT = 256 * 2 ** 20;

/**
 * @typedef {object} Run
 * @property {string} program
 * @property {string[]} args
 * @property {string[]} [read] files that it reads
 * @property {string} [folder] that it works in and writes to
 * @property {(words: string, cause: unknown) => Error} [failure] its error where it does not succeed
 * @property {(child: any, cancel: (error: Error) => void) => void} [watch] takes stdout, which is collected otherwise
 */

/**
 * Runs ffmpeg or ffprobe to its end.
 * @param {Run} run
 * @param {import('./settings.js').MediaSettings} settings
 */
async function runTool({ program, args, read = [], folder, watch, failure = failed }, settings) {
  const { signal } = settings;
  const own = program.includes('/') ? [program] : [];
  for (const file of own) await requireProgram(file);
  const cancelling = new AbortController();
  const command = execFile(program, args, {
    ...settings.process,
    cwd: folder ?? '/',
    // Variables such as FFREPORT have it write files.
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    encoding: 'buffer',
    maxBuffer: MOST_OUTPUT,
    stdout: watch === undefined ? 'collect' : 'stream',
    stderr: 'stream',
    sandbox: settings.sandbox && {
      read: [...read, ...own],
      write: folder === undefined ? [] : [folder],
    },
    signal: signal === undefined ? cancelling.signal : AbortSignal.any([signal, cancelling.signal]),
  });
  const words = lastWords(command.child);
  watch?.(command.child, (error) => cancelling.abort(error));
  const { stdout } = await command.catch((/** @type {any} */ error) => {
    throw reasonOf(error, {
      program,
      words: words.last(),
      failure,
      signal,
      cancelled: cancelling.signal,
      settings,
    });
  });
  const lost = words.all().match(LOST);
  if (lost !== null) throw failed(lost[0]);
  return { stdout, record: command.child.record };
}

/**
 * A sandbox cannot be made to read a program that is not there, and would say that instead.
 * @param {string} file
 */
async function requireProgram(file) {
  try {
    await fs.promises.access(file, fs.constants.X_OK);
  } catch (error) {
    throw toolMissing(file, error);
  }
}

/**
 * Collects the end of what the program writes to stderr.
 * @param {any} child
 */
function lastWords(child) {
  let text = '';
  // The streams are there once the command has been started, which is in the same turn of the loop.
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
    text = (text + chunk.toString()).slice(-KEPT);
  });
  return { all: () => text, last: () => text.trim().split('\n').pop() ?? '' };
}

/**
 * The error for a program that failed. Its limits and the sandbox have execFile's errors.
 * @param {any} error
 * @param {{ program: string, words: string, failure: (words: string, cause: unknown) => Error, signal?: AbortSignal, cancelled: AbortSignal,
 *   settings: import('./settings.js').MediaSettings }} run
 */
function reasonOf(error, { program, words, failure, signal, cancelled, settings }) {
  if (error.code === 'ABORT_ERR') {
    return cancelled.aborted && !signal?.aborted ? cancelled.reason : new AbortError(signal?.reason);
  }
  if (error.code === 'ENOENT') return toolMissing(program, error);
  if (error.signal === 'SIGXFSZ' || words.includes('File too large'))
    return resultTooLarge(settings.process.limits.fileSizeMb);
  if (error.reason === 'signal' && !CRASHES.includes(error.signal))
    return failed(`${program} was ended by ${error.signal}`, error);
  return error.reason === 'exit' || error.reason === 'signal'
    ? failure(words || error.message, error)
    : error;
}

module.exports = { runTool };
