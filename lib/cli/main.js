'use strict';

const { UsageError } = require('./arguments.js');
const { endWithoutOutput, printMessage } = require('./output.js');
const { DEFINITIONS, createProgram } = require('./program.js');

/**
 * Runs the command line. The process exits with its status when all output is written.
 * @param {string[]} words without the program's own name
 */
async function main(words) {
  const command = DEFINITIONS.find(({ name }) => name === words[0]);
  endWithoutOutput(command?.name ?? '', command?.failureStatus ?? 1);
  try {
    await createProgram().parseAsync(words, { from: 'user' });
  } catch (/** @type {any} */ error) {
    process.exitCode = failed(error, command);
  }
}

/**
 * Prints what went wrong, and returns the exit code for it.
 * @param {any} error
 * @param {import('./program.js').Definition | undefined} command
 */
function failed(error, command) {
  // Commander has printed the error, or the help that was asked for.
  if (error.code?.startsWith('commander.')) return error.exitCode === 0 ? 0 : usageStatus(command);
  const name = command?.name ?? '';
  printMessage(
    name,
    error.code === undefined && !(error instanceof UsageError) ? error.stack : error.message,
  );
  if (!(error instanceof UsageError)) return command?.failureStatus ?? 1;
  printMessage(name, `try 'offloop ${name} --help'`);
  return usageStatus(command);
}

/** @param {import('./program.js').Definition | undefined} command */
function usageStatus(command) {
  return command?.usageStatus ?? 2;
}

module.exports = { main };
