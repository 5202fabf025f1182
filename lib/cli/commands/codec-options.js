'use strict';

const { integer } = require('../parse-units.js');

const FORMATS = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];

/**
 * The options that compressing and decompressing have in common.
 * @param {import('commander').Command} command
 */
function addCommonOptions(command) {
  const { Option } = require('commander');
  command
    .argument('[files...]')
    .addOption(
      new Option('--format <name>', 'the format, where the name of the file does not tell').choices(FORMATS),
    )
    .option('-c, --stdout', 'write to standard output, and keep the files')
    .option('-o, --output <file>', 'write to this file, or with "-" to standard output, and keep the input')
    .option('-k, --keep', 'keep the files')
    .option('-f, --force', 'replace files, follow links, and use a terminal for compressed data')
    .option('-S, --suffix <suffix>', 'the suffix of compressed files')
    .option('-q, --quiet', 'do not report files that are left out')
    .option('-v, --verbose', 'say what was done')
    .option('--threads <number>', 'threads to work on (standard output is written by one)', integer(1, 1024))
    .option('--no-progress', 'draw no progress bar');
}

/** @type {[string, string][]} */
const EXIT_STATUS = [
  ['0', 'all is well'],
  ['1', 'something failed'],
  ['2', 'a file was left out, with a warning, or the arguments are wrong'],
];

module.exports = { EXIT_STATUS, addCommonOptions };
