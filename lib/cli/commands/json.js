'use strict';

const { integer } = require('../arguments.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'json',
  summary: 'check JSON, and print it or a part of it',
  description: [
    'Reads a JSON document from a file or from standard input and prints it, or the part that --pointer (RFC 6901) names. Numbers are those of JavaScript.',
    'With --lines each line of the input is a document (NDJSON), and each value is printed on a line.',
  ],
  build(command) {
    command
      .argument('[file]')
      .option('-p, --pointer <pointer>', 'print the value at this place, such as /users/0/name')
      .option('-r, --raw', 'print strings as they are, without quotes')
      .option('-l, --lines', 'read a document from each line')
      .option('--indent <number>', 'spaces of indentation; 0 prints one line (default: 2)', integer(0, 10));
  },
  exitStatus: [
    ['0', 'all is well'],
    ['1', 'there is no value at the pointer, the input is not JSON, or it could not be read'],
    ['2', 'the arguments are wrong'],
  ],
  examples: [
    ['offloop json package.json --pointer /version --raw', 'prints a string as it is'],
    ['offloop json --lines --pointer /level < app.log', 'prints one field of each line'],
  ],
  load: () => require('../json/index.js'),
};
