'use strict';

const { configure } = require('../../configure.js');
const { UsageError } = require('../arguments.js');
const { progressOf } = require('../progress.js');
const { interruptible } = require('../signals.js');
const { codeFile, inspect, replace } = require('./replace.js');
const { Report } = require('./report.js');
const { convertStream } = require('./stream.js');

/**
 * The difference between compressing and decompressing.
 * @typedef {object} Direction
 * @property {string} command
 * @property {(from: string, to: string, job: object) => Promise<{ bytesRead: number, bytesWritten: number }>} fileCoder
 * @property {(file: string) => import('node:stream').Duplex} streamCoder
 * @property {(file: string) => { target?: string, warning?: string }} targetOf
 * @property {{ stream: { isTTY?: boolean }, text: string } | undefined} terminal refused for compressed data
 */

/**
 * @typedef {object} Context
 * @property {Direction} direction
 * @property {Record<string, any>} options
 * @property {InstanceType<typeof Report>} report
 * @property {import('../progress.js').Progress} progress
 * @property {AbortSignal} signal
 */

/**
 * Compresses or decompresses each file.
 * @param {string[]} given
 * @param {Record<string, any>} options
 * @param {Direction} direction
 * @returns {Promise<number>} the exit status
 */
async function runOver(given, options, direction) {
  if (options.output === '-')
    return runOver(given, { ...options, output: undefined, stdout: true }, direction);
  const files = given.length === 0 ? ['-'] : given;
  if (options.output !== undefined && (files.length > 1 || options.stdout || options.test))
    throw new UsageError('--output takes one file, and excludes --stdout and --test');
  if (options.threads !== undefined) configure({ threads: options.threads });
  const report = new Report(direction.command, options);
  const progress = progressOf(options);
  await interruptible(async (signal) => {
    const context = { direction, options, report, progress, signal };
    for (const file of files) {
      if (signal.aborted) return;
      try {
        await convert(file, context);
      } catch (error) {
        progress.end();
        if (!signal.aborted) report.failed(file, error);
      }
      progress.end();
    }
  });
  return report.status;
}

/**
 * Compresses or decompresses one file to where the options say.
 * @param {string} file
 * @param {Context} context
 */
async function convert(file, context) {
  const { options, report } = context;
  const isStdin = file === '-';
  const leaves = options.stdout || options.test || options.output !== undefined;
  if (!isStdin) {
    const { stats, warning } = await inspect(file, { force: options.force, follows: leaves });
    if (warning !== undefined) return report.warned(file, warning);
    if (!leaves) return replace(file, stats, context);
    if (options.output !== undefined && stats.isFile() && stats.size > 0)
      return codeFile(file, options.output, stats, context);
  }
  await convertStream(file, context);
}

module.exports = { runOver };
