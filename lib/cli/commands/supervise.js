'use strict';

const { MAX_DELAY } = require('../../options.js');
const { duration, integer } = require('../arguments.js');
const { addProcessOptions } = require('../process/options.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'supervise',
  summary: 'run a service in processes that are started again',
  description: [
    'Runs a Node.js program in one or more processes that share an address, starts them again when they end or their event loop is blocked, and ends them with this program. The program gives its server to listen() of offloop/service. Arguments of the program that begin with - come after --. SIGUSR2, and SIGHUP where it is not started from a terminal, replace the processes one after the other, without losing a request. SIGINT and SIGTERM end them when their requests are answered; a second signal at once.',
    'The address is a port, a host and a port, or the path of a socket. A size is a number of bytes, or a number with K, M, G or T (powers of 1024), rounded down to MiB. A time is a number of seconds, or a number with ms, s, m, h or d.',
  ],
  build(command) {
    command
      .argument('<file>')
      .argument('[arguments...]')
      .option('--listen <address>', 'such as 8080, 127.0.0.1:8080, [::1]:8080 or /run/app.sock; or none')
      .option('--instances <number>', 'processes', integer(1, 64));
    addProcessOptions(command)
      .option('--start-timeout <time>', 'time until a process is ready (default: 30s)', duration(1))
      .option('--drain-timeout <time>', 'time for the last requests of a process (default: 30s)', duration(1))
      .option(
        '--max-restarts <number>',
        'ends of a process within a minute (default: 5)',
        integer(0, MAX_DELAY),
      )
      .option('--health-timeout <time>', 'time for the answer to a ping (default: 5s)', duration(1));
  },
  exitStatus: [
    ['0', 'SIGINT or SIGTERM ended it'],
    ['1', 'it gave up: the program ended too often, or the address cannot be listened on'],
    ['2', 'the arguments are wrong'],
  ],
  examples: [
    ['offloop supervise server.js --instances 2 --memory 512M', 'on the port of the variable PORT, or 3000'],
    ['offloop supervise --listen 127.0.0.1:8080 --sandbox server.js', 'a server that can connect to nothing'],
    [
      'offloop supervise server.js --listen none -- --verbose',
      'a program without a server, and its argument',
    ],
  ],
  load: () => require('../supervise/index.js'),
};
