'use strict';

const { compressFile } = require('../../codec/file.js');
const { formatOf } = require('../../codec/formats.js');
const { createCompress } = require('../../codec/stream.js');
const { UsageError } = require('../usage-error.js');
const { runOver } = require('./run.js');
const { byName, suffixOf } = require('./suffixes.js');

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 */
async function run(files, options) {
  const format = options.format ?? byName(options.output ?? '')?.format ?? 'gzip';
  const { minLevel, maxLevel, seekable } = formatOf(format);
  const { level } = options;
  if (level < minLevel || level > maxLevel)
    throw new UsageError(`level ${level} is not possible with ${format}: ${minLevel} to ${maxLevel}`);
  if (options.seekable && !seekable) throw new UsageError(`--seekable is not possible with ${format}`);
  const settings = { level, seekable: options.seekable };
  const suffix = options.suffix ?? suffixOf(format);
  return runOver(files, options, {
    command: 'compress',
    fileCoder: (from, to, job) => compressFile(format, from, to, { ...settings, ...job }),
    streamCoder: () => createCompress(format, settings),
    targetOf(file) {
      if (file.endsWith(suffix) && !options.force)
        return { warning: `already has ${suffix} suffix -- unchanged` };
      return { target: file + suffix };
    },
    terminal: options.force
      ? undefined
      : { stream: process.stdout, text: 'compressed data not written to a terminal' },
  });
}

module.exports = { run };
