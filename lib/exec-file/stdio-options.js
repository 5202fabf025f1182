'use strict';

const { invalidType, invalidValue, outOfRange } = require('../errors.js');
const { oneOf } = require('../options.js');
const { inputOf } = require('./input.js');

const MIB = 1024 * 1024;
const MAX_BUFFER = MIB;
const OUTPUT = ['collect', 'stream', 'ignore', 'inherit'];

/**
 * Where the command's stdin, stdout and stderr lead.
 * @param {Record<string, any>} given
 * @param {import('../process/limits.js').Limits} limits
 */
function streamsOf(given, { outputMb }) {
  const input = inputOf(given.input);
  const stdin = oneOf('options.stdin', given.stdin, ['stream', 'ignore', 'inherit']);
  if (stdin !== undefined && input !== undefined) {
    throw invalidValue('options.stdin', 'is not possible together with options.input', stdin);
  }
  const stdout = oneOf('options.stdout', given.stdout, OUTPUT) ?? 'collect';
  const stderr = oneOf('options.stderr', given.stderr, OUTPUT) ?? 'collect';
  if (outputMb !== undefined && stdout !== 'collect' && stderr !== 'collect') {
    throw invalidValue(
      'options.limits.outputMb',
      'needs collected output: leave options.stdout or options.stderr at "collect"',
      outputMb,
    );
  }
  return {
    stdio: [input === undefined ? (stdin ?? 'ignore') : 'stream', stdout, stderr].map(pipeOf),
    input,
    stdout,
    stderr,
    encoding: encodingOf(given.encoding),
    maxBuffer: maxBufferOf(given.maxBuffer) ?? (outputMb === undefined ? MAX_BUFFER : Infinity),
    outputLimit: outputMb === undefined ? Infinity : outputMb * MIB,
  };
}

/**
 * @param {string} kind
 * @returns {'pipe' | 'ignore' | 'inherit'}
 */
function pipeOf(kind) {
  return kind === 'ignore' || kind === 'inherit' ? kind : 'pipe';
}

/**
 * The encoding of collected output; undefined for a Buffer.
 * @param {unknown} encoding
 * @returns {BufferEncoding | undefined}
 */
function encodingOf(encoding = 'utf8') {
  if (encoding === 'buffer' || encoding === null) return undefined;
  if (typeof encoding !== 'string') throw invalidType('options.encoding', 'of type string', encoding);
  if (!Buffer.isEncoding(encoding))
    throw invalidValue(
      'options.encoding',
      'must be an encoding of Buffer such as "utf8", or "buffer" for bytes',
      encoding,
    );
  return encoding;
}

/** @param {unknown} value */
function maxBufferOf(value) {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw invalidType('options.maxBuffer', 'of type number', value);
  if (!(value >= 0)) throw outOfRange('options.maxBuffer', 'a positive number', value);
  return value;
}

module.exports = { streamsOf };
