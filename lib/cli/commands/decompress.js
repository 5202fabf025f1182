'use strict';

const { size } = require('../parse-units.js');
const { EXIT_STATUS, addCommonOptions } = require('./codec-options.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'decompress',
  summary: 'decompress files, as gunzip does',
  description: [
    'Replaces each compressed file by its contents, with the same mode, owner and time of change, without its suffix. gzip, deflate and zstd are recognized by their first bytes, br and deflate-raw by the suffix or by --format. Without files, or where a file is "-", it decompresses standard input to standard output.',
    'The file appears whole or not at all. There is no limit on its size unless --max-output gives one. Zero bytes after the end of gzip data are ignored, and others are an error.',
  ],
  build(command) {
    addCommonOptions(command);
    command
      .option('-t, --test', 'decompress to nowhere, to see whether the files are whole')
      .option(
        '--max-output <size>',
        'refuse files that hold more than this: bytes, or with K, M, G or T behind the number',
        size,
      );
  },
  exitStatus: EXIT_STATUS,
  examples: [
    ['offloop decompress access.log.gz', 'makes access.log in its place'],
    ['offloop decompress -t *.zst', 'checks files, and leaves them as they are'],
    ['offloop decompress -c page.br | less', 'shows what is in a file'],
  ],
  load: () => require('../codec/decompress.js'),
};
