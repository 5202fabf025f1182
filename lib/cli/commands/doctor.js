'use strict';

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'doctor',
  summary: 'check this machine, and say how to fix what is missing',
  description: [
    'Looks for the native addon, and prints the versions, the number of threads and where it comes from, the instructions of the processor for digests, and what the kernel supports of limits and sandboxes. For everything that is missing it says what to do.',
  ],
  build(command) {
    command.option('--json', 'print it as JSON');
  },
  exitStatus: [
    ['0', 'all is well'],
    ['1', 'something is missing, or does not work'],
    ['2', 'the arguments are wrong'],
  ],
  examples: [['offloop doctor', 'prints what to add to a bug report']],
  load: () => require('../doctor/index.js'),
};
