'use strict';

const { invalidType, invalidValue } = require('../errors.js');

/**
 * The program to start, its arguments, and the line that errors show.
 * @param {any} file
 * @param {any} args
 * @param {any} shell
 */
function commandOf(file, args, shell) {
  const name = fileOf(file);
  const words = argumentsOf(args);
  const line = [name, ...words].join(' ');
  const interpreter = shellOf(shell);
  if (interpreter === undefined) return { file: name, args: words, line };
  return { file: interpreter, args: ['-c', line], line };
}

/** @param {unknown} file */
function fileOf(file) {
  const name = textOf('file', file);
  if (name === '') throw invalidValue('file', 'cannot be empty', file);
  return name;
}

/** @param {unknown} args */
function argumentsOf(args) {
  if (args === undefined || args === null) return [];
  if (!Array.isArray(args)) throw invalidType('args', 'an instance of Array', args);
  return args.map((word, index) => textOf(`args[${index}]`, word));
}

/** @param {unknown} shell */
function shellOf(shell) {
  if (shell === undefined || shell === false) return undefined;
  if (shell === true) return '/bin/sh';
  if (typeof shell !== 'string') throw invalidType('options.shell', 'one of type boolean or string', shell);
  return fileOf(shell);
}

/**
 * Text that the system can take.
 * @param {string} name
 * @param {unknown} value
 */
function textOf(name, value) {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
  if (value.includes('\0')) throw invalidValue(name, 'must be a string without null bytes', value);
  return value;
}

module.exports = { commandOf, textOf };
