'use strict';

const { configure } = require('../../configure.js');
const { interruptible } = require('../signals.js');
const { progressOf } = require('../progress.js');
const { UsageError } = require('../usage-error.js');
const { Report } = require('./report.js');
const { convert } = require('./convert.js');

/**
 * What compressing and decompressing differ in.
 * @typedef {object} Direction
 * @property {string} command
 * @property {(from: string, to: string, job: object) => Promise<{ bytesRead: number, bytesWritten: number }>} fileCoder
 * @property {(file: string) => import('node:stream').Duplex} streamCoder
 * @property {(file: string) => { target?: string, warning?: string }} targetOf
 * @property {{ stream: { isTTY?: boolean }, text: string } | undefined} terminal what compressed data is not for
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
    throw new UsageError('--output is for one file, without --stdout and --test');
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

module.exports = { runOver };
