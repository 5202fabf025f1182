'use strict';

const { compressFile, decompressFile } = require('../../codec/file.js');
const { formatOf } = require('../../codec/formats.js');
const { createCompress, createDecompress } = require('../../codec/stream.js');
const { UsageError } = require('../arguments.js');
const { runOver } = require('./run.js');
const { byName, decoderOf, suffixOf } = require('./suffixes.js');

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 */
async function compress(files, options) {
  const format = options.format ?? byName(options.output ?? '')?.format ?? 'gzip';
  const { minLevel, maxLevel, seekable } = formatOf(format);
  const { level } = options;
  if (level < minLevel || level > maxLevel)
    throw new UsageError(`level ${level} is not possible with ${format}: choose ${minLevel} to ${maxLevel}`);
  if (options.seekable && !seekable)
    throw new UsageError(`--seekable is not possible with ${format}: add --format zstd`);
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

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 */
async function decompress(files, options) {
  const maxOutputLength = options.maxOutput ?? Infinity;
  return runOver(files, options, {
    command: 'decompress',
    fileCoder: (from, to, job) =>
      decompressFile(options.format ?? decoderOf(from), from, to, { maxOutputLength, ...job }),
    streamCoder: (file) => createDecompress(options.format ?? decoderOf(file), { maxOutputLength }),
    targetOf(file) {
      const { suffix } = options;
      if (suffix !== undefined && file.endsWith(suffix) && file.length > suffix.length)
        return { target: file.slice(0, -suffix.length) };
      const plain = suffix === undefined ? byName(file)?.plain : undefined;
      return plain === undefined ? { warning: 'unknown suffix -- ignored' } : { target: plain };
    },
    terminal: options.force
      ? undefined
      : { stream: process.stdin, text: 'compressed data not read from a terminal' },
  });
}

module.exports = { compress, decompress };
