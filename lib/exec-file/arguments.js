'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { argvOf, textOf } = require('../process/argv.js');

/**
 * The program to start, its arguments, and the line that errors show.
 * @param {any} file
 * @param {any} args
 * @param {any} shell
 */
function commandOf(file, args, shell) {
  const name = fileOf(file);
  const words = argvOf('args', Array.isArray(args) ? args.map(withText) : (args ?? []));
  const line = [name, ...words].join(' ');
  const interpreter = shellOf(shell);
  if (interpreter === undefined) return { file: name, args: words, line };
  return { file: interpreter, args: ['-c', line], line };
}

/**
 * As in node, numbers among the arguments become text.
 * @param {unknown} argument
 */
function withText(argument) {
  return typeof argument === 'number' || typeof argument === 'bigint' ? `${argument}` : argument;
}

/** @param {unknown} file */
function fileOf(file) {
  const name = textOf('file', file);
  if (name === '') throw invalidValue('file', 'cannot be empty', file);
  return name;
}

/** @param {unknown} shell */
function shellOf(shell) {
  if (shell === undefined || shell === false) return undefined;
  if (shell === true) return '/bin/sh';
  if (typeof shell !== 'string') throw invalidType('options.shell', 'one of type boolean or string', shell);
  return fileOf(shell);
}

module.exports = { commandOf };
