'use strict';

const { Command } = require('commander');
const { version } = require('../version.js');
const { printMessage } = require('./output.js');

/**
 * What a command is: its name, its texts, its options, and where its work is found. Help, docs/cli.md and the parser
 * are made of this.
 * @typedef {object} Definition
 * @property {string} name
 * @property {string} summary one line for the list of commands
 * @property {string[]} description paragraphs
 * @property {(command: Command) => unknown} build adds arguments and options
 * @property {[example: string, what: string][]} examples
 * @property {[status: string, meaning: string][]} exitStatus
 * @property {number} [usageStatus] for wrong arguments, if not 2
 * @property {number} [failureStatus] for what failed otherwise, if not 1
 * @property {() => { run(...args: any[]): number | Promise<number> }} load the work, which gives the exit code
 */

/** @type {Definition[]} */
const DEFINITIONS = [
  require('./commands/hash.js'),
  ...Object.values(require('./commands/codec.js')),
  require('./commands/precompress.js'),
  require('./commands/json.js'),
  require('./commands/run.js'),
  require('./commands/supervise.js'),
  require('./commands/doctor.js'),
];

const SUMMARY =
  'Digests, compression, JSON and commands under limits, with the speed of all cores and a sandbox where it is needed.';

/** The program with its commands. */
function createProgram() {
  const program = new Command('offloop')
    .description(SUMMARY)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError("offloop: try 'offloop --help'")
    .configureOutput({ outputError: (text) => printMessage('', withoutHead(text)) });
  for (const definition of DEFINITIONS) addCommand(program, definition);
  return program;
}

/**
 * @param {Command} program
 * @param {Definition} definition
 */
function addCommand(program, definition) {
  const { name, summary, description, build, load } = definition;
  const command = program
    .command(name)
    .summary(summary)
    .description(description.join('\n\n'))
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError(`offloop ${name}: try 'offloop ${name} --help'`)
    .configureOutput({ outputError: (text) => printMessage(name, withoutHead(text)) })
    .addHelpText('after', () => footer(definition));
  build(command);
  command.action(async (...args) => {
    process.exitCode = await load().run(...args);
  });
}

/**
 * Commander's message without its "error: ".
 * @param {string} text
 */
function withoutHead(text) {
  return text.replace(/^error: /, '').trimEnd();
}

/**
 * The help of a command after its options.
 * @param {import('./program.js').Definition} definition
 */
function footer({ examples, exitStatus }) {
  return [
    '',
    'Exit status:',
    ...exitStatus.map(([status, meaning]) => `  ${status.padEnd(10)} ${meaning}`),
    '',
    'Examples:',
    ...examples.flatMap(([example, what]) => [`  $ ${example}`, `      ${what}`]),
  ].join('\n');
}

module.exports = { DEFINITIONS, createProgram };
