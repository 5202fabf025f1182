'use strict';

const { duration } = require('../arguments.js');
const { addProcessOptions } = require('../process/options.js');

/** @type {import('../program.js').Definition} */
module.exports = {
  name: 'run',
  summary: 'run a command under limits, and in a sandbox',
  description: [
    'Runs a command with the standard input and outputs of this one. A limit ends the command and everything that it started; the reason is printed on standard error. The command cannot outlive this program, which passes on SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1 and SIGUSR2 to it.',
    'With --sandbox it reads the programs and libraries of the system and nothing else: no other files, no network, no processes, no environment. --read, --write, --network and --child-processes allow more, and imply --sandbox. A size is a number of bytes, or a number with K, M, G or T (powers of 1024), rounded down to MiB. A time is a number of seconds, or a number with ms, s, m, h or d.',
  ],
  build(command) {
    command.passThroughOptions().argument('<command>').argument('[arguments...]');
    addProcessOptions(command)
      .option('--cpu <time>', 'processor time, of the command and all that it starts', duration(1))
      .option('--timeout <time>', 'time from the start', duration(1))
      .option('--signal <name>', 'the signal at the end of --timeout (default: SIGTERM)')
      .option('--kill-after <time>', 'time from that signal to SIGKILL (default: 500ms)', duration(0))
      .option('--report', 'print at the end what the command used');
  },
  exitStatus: [
    ['124', 'the command was ended by --timeout'],
    ['125', 'the arguments are wrong, or this program failed; the machine cannot enforce the sandbox'],
    ['126', 'the command was found but cannot be run'],
    ['127', 'the command was not found'],
    ['128+n', 'signal n ended the command; 137 also where a limit on memory or processor time did'],
    ['others', 'the exit status of the command'],
  ],
  examples: [
    [
      'offloop run --memory 512M --timeout 20s -- convert in.png out.webp',
      'a converter that cannot use up the machine',
    ],
    [
      'offloop run --read . --write out node build.js',
      'a program that may read this directory and change one in it',
    ],
  ],
  usageStatus: 125,
  failureStatus: 125,
  load: () => require('../run/index.js'),
};
