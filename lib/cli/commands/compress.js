'use strict';

const { integer } = require('../parse-units.js');
const { EXIT_STATUS, addCommonOptions } = require('./codec-options.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'compress',
  summary: 'compress files, as gzip does',
  description: [
    'Replaces each file by a compressed one, with the same mode, owner and time of change and a suffix for the format: .gz, .zz (deflate), .deflate (deflate-raw), .br, .zst. Without files, or where a file is "-", it compresses standard input to standard output.',
    'The compressed file appears whole or not at all, also when a signal ends the program. Symbolic links, files that are not regular, and files with several names are skipped, unless --force is given.',
  ],
  build(command) {
    const { Option } = require('commander');
    addCommonOptions(command);
    for (let level = 1; level <= 9; level += 1) {
      const flags = { 1: '-1, --fast', 9: '-9, --best' }[level] ?? `-${level}`;
      command.addOption(new Option(flags, `level ${level}`).implies({ level }));
    }
    command
      .option(
        '--level <number>',
        'any level of the format: gzip and deflate 0 to 9, br 0 to 11, zstd up to 22',
        integer(),
      )
      .option('--seekable', 'zstd with a seek table, which all threads write and read');
  },
  exitStatus: EXIT_STATUS,
  examples: [
    ['offloop compress access.log', 'makes access.log.gz in its place, on all cores'],
    ['offloop compress --format zstd --seekable -k dump.sql', 'makes dump.sql.zst, and keeps dump.sql'],
    ['tar c src | offloop compress --format br -9 > src.tar.br', 'compresses a stream'],
  ],
  load: () => require('../codec/compress.js'),
};
