'use strict';

const { integer, repeated } = require('../arguments.js');

/** The names of the native table, for help without the addon. A test compares the two. */
const ALGORITHMS = [
  ...['sha224', 'sha256', 'sha384', 'sha512', 'sha512-224', 'sha512-256'],
  ...['sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'shake128', 'shake256'],
  ...['blake2b512', 'blake2s256', 'blake3', 'md5', 'sha1', 'xxh3', 'xxh64', 'xxh128', 'crc32', 'crc32c'],
];

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'hash',
  summary: 'print digests of files, or check them',
  description: [
    'Prints the digest of each file in the format of sha256sum, or reads such lines and checks the files. Without files, or where a file is "-", it reads standard input.',
    'With several algorithms each file is read once, and each digest is printed on a line in the format of --tag. Checking takes both formats; a line with a tag names its own algorithm.',
    `These are the algorithms (in any case, with or without hyphens): ${ALGORITHMS.join(', ')}`,
  ],
  build(command) {
    command
      .argument('[files...]')
      .option(
        '-a, --algorithm <names>',
        'an algorithm, or several separated by commas; can be repeated (default: sha256)',
        repeated,
      )
      .option('-b, --binary', 'mark names with "*", as for binary files')
      .option('-t, --text', 'mark names with a space (default)')
      .option('--tag', 'print lines in the BSD format')
      .option('-z, --zero', 'end each line with a zero byte, and do not escape names')
      .option('-r, --recursive', 'hash all regular files in directories; links are not followed')
      .option('--tree', 'print one digest for a whole directory: of its names, types and contents')
      .option('-c, --check', 'read digests from the files and check them')
      .option('--ignore-missing', 'with --check: do not report missing files')
      .option('--quiet', 'with --check: print no "OK"')
      .option('--status', 'with --check: print nothing; the exit status is the result')
      .option('--strict', 'with --check: fail if a line has another format')
      .option('-w, --warn', 'with --check: report each line in another format')
      .option('--threads <number>', 'threads to work on', integer(1, 1024))
      .option('--no-progress', 'draw no progress bar')
      // Of both the last one counts, as in sha256sum.
      .on('option:binary', () => command.setOptionValue('text', undefined))
      .on('option:text', () => command.setOptionValue('binary', undefined));
  },
  exitStatus: [
    ['0', 'all is well'],
    ['1', 'a file could not be read, or does not have its digest'],
    ['2', 'the arguments are wrong'],
  ],
  examples: [
    ['offloop hash *.iso > SHA256SUMS', 'digests, as sha256sum writes them'],
    ['offloop hash -c SHA256SUMS', 'checks them, wherever they came from'],
    ['offloop hash -a sha512,blake3 -r src', 'two digests of every file in a directory'],
  ],
  load: () => require('../hash/index.js'),
};
