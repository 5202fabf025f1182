'use strict';

const { integer, size, suffix } = require('../arguments.js');

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
      new Option('--format <name>', 'the format, where the name of the file does not show it').choices(
        FORMATS,
      ),
    )
    .option('-c, --stdout', 'write to standard output, and keep the files')
    .option('-o, --output <file>', 'write to this file, or with "-" to standard output, and keep the input')
    .option('-k, --keep', 'keep the files')
    .option('-f, --force', 'replace files, follow links, and use a terminal for compressed data')
    .option('-S, --suffix <suffix>', 'the suffix of compressed files', suffix)
    .option('-q, --quiet', 'do not report files that are skipped')
    .option('-v, --verbose', 'report each file that is done')
    .option('--threads <number>', 'threads to work on (standard output is written by one)', integer(1, 1024))
    .option('--no-progress', 'draw no progress bar');
}

/** @type {[string, string][]} */
const EXIT_STATUS = [
  ['0', 'all is well'],
  ['1', 'something failed'],
  ['2', 'a file was skipped with a warning, or the arguments are wrong'],
];

/** @type {import('../program.js').Definition} */
const compress = {
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
  load: () => ({ run: require('../codec/index.js').compress }),
};

/** @type {import('../program.js').Definition} */
const decompress = {
  name: 'decompress',
  summary: 'decompress files, as gunzip does',
  description: [
    'Replaces each compressed file by its contents, with the same mode, owner and time of change, without its suffix. gzip, deflate and zstd are recognized by their first bytes, br and deflate-raw by the suffix or by --format. Suffixes are those of compress, .tgz and .tzst, and those of gzip: .taz, .z, -gz, -z and _z; .Z is refused, as of another format. Without files, or where a file is "-", it decompresses standard input to standard output.',
    'The file appears whole or not at all. There is no limit on its size unless --max-output gives one. Zero bytes after the end of gzip data are ignored, and others are an error.',
  ],
  build(command) {
    addCommonOptions(command);
    command
      .option('-t, --test', 'check that the files can be decompressed; write nothing')
      .option(
        '--max-output <size>',
        'refuse files that hold more than this: bytes, or a number with K, M, G or T',
        size,
      );
  },
  exitStatus: EXIT_STATUS,
  examples: [
    ['offloop decompress access.log.gz', 'makes access.log in its place'],
    ['offloop decompress -t *.zst', 'checks files without changing them'],
    ['offloop decompress -c page.br | less', 'shows the contents of a file'],
  ],
  load: () => ({ run: require('../codec/index.js').decompress }),
};

module.exports = { compress, decompress };
