'use strict';

const { integer, repeated } = require('../arguments.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'precompress',
  summary: 'make compressed copies of the files of a web site',
  description: [
    'Makes .br, .zst and .gz beside the files of a directory whose type gets smaller, for a server that sends them as they are. Copies that are as new as their files stay; a copy that would not be smaller is not kept.',
  ],
  build(command) {
    command
      .argument('<directory>')
      .option(
        '-f, --format <names>',
        'br, zstd or gzip, or several separated by commas (default: all)',
        repeated,
      )
      .option(
        '-x, --exclude <pattern>',
        "leave out paths, as in a .gitignore: '*.map', 'assets/raw'; can be repeated",
        repeated,
      )
      .option('--threshold <bytes>', 'leave out smaller files (default: 1024)', integer(0, 2 ** 31 - 1))
      .option('--concurrency <number>', 'files at a time (default: 4)', integer(1, 64))
      .option('--overwrite', 'make copies that are current too');
  },
  exitStatus: [
    ['0', 'all is well'],
    ['1', 'a file could not be read, or a copy not be written'],
    ['2', 'the arguments are wrong'],
  ],
  examples: [
    ['offloop precompress dist', 'makes dist/app.js.br, dist/app.js.zst, dist/app.js.gz and others'],
    [
      "offloop precompress dist --format br,gzip --exclude '*.map'",
      'makes two copies each, and none of source maps',
    ],
  ],
  load: () => require('../precompress.js'),
};
