'use strict';

const { duration, integer, repeated } = require('../arguments.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'doctor',
  summary: 'say which line blocks a program, or what this machine lacks',
  description: [
    'With a program: runs it under offloop/watch, and says at its end which lines stopped the event loop, for how long, what to write instead and what that would be worth on this machine. With --load it calls a route of the program and then ends it. All node programs that it starts are watched too. Its output goes to standard error.',
    'Without a program: looks for the native addon, and prints the versions, the number of threads and where it comes from, the instructions of the processor for digests, and what the kernel supports of limits and sandboxes. For everything that is missing it says what to do.',
  ],
  build(command) {
    command
      .passThroughOptions()
      .argument('[command]')
      .argument('[arguments...]')
      .option(
        '--load <url>',
        'call this URL of this machine when the program listens; can be repeated',
        repeated,
      )
      .addOption(
        command
          .createOption('--time <time>', 'how long --load calls, such as 20s or 2m')
          .argParser(duration(1))
          .default(20_000, '20s'),
      )
      .option('--threshold <ms>', 'the shortest stall that counts, in milliseconds', integer(10, 60_000), 50)
      .option('--max-stall <ms>', 'end with status 1 if a stall is longer', integer(0))
      .option('--html <file>', 'write a page with a timeline to this file')
      .option('--json', 'print it as JSON');
  },
  exitStatus: [
    ['0', 'all is well'],
    ['1', 'something is missing, or does not work; a stall was longer than --max-stall'],
    ['2', 'the arguments are wrong'],
    ['others', 'the exit status of the program'],
  ],
  examples: [
    ['offloop doctor', 'prints what to add to a bug report'],
    ['offloop doctor -- node server.js', 'says what blocked the program when it has ended'],
    [
      'offloop doctor --load http://localhost:3000/orders --max-stall 100 -- node server.js',
      'fails where a route stops the event loop for more than 100 ms',
    ],
  ],
  load: () => require('../doctor/index.js'),
};
