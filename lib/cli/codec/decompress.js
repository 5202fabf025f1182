'use strict';

const { decompressFile } = require('../../codec/file.js');
const { createDecompress } = require('../../codec/stream.js');
const { runOver } = require('./run.js');
const { byName, decoderOf } = require('./suffixes.js');

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 */
async function run(files, options) {
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

module.exports = { run };
