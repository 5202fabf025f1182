'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { viewOf } = require('../data/bytes.js');
const { invalidType } = require('../errors.js');
const { isStream, refuseDisturbed, writeAll } = require('../stream/write-all.js');

/** Codes of a write to a pipe whose reader has closed it. A command need not read all of its input. */
const NO_READER = ['EPIPE', 'ECONNRESET'];

/**
 * The input of a command, as `feed` needs it.
 * @param {any} input
 */
function inputOf(input) {
  if (input === undefined || input === null) return undefined;
  const view = viewOf(input);
  if (view !== undefined) return view;
  if (input instanceof Blob) return input.stream();
  if (isStream(input)) {
    refuseDisturbed(input);
    return input;
  }
  throw invalidType(
    'options.input',
    'of type string or an instance of Buffer, TypedArray, DataView, ArrayBuffer, Blob, Stream, ReadableStream or ' +
      'AsyncIterable',
    input,
  );
}

/**
 * Writes the input of a command. An error of the input, rather than of the command, ends the command and becomes `error`.
 * @param {any} input of `inputOf`
 * @param {ReturnType<typeof import('../process/child.js').start>} child
 * @param {(reason: string) => void} end
 * @returns {{ error: Error | undefined }}
 */
function feed(input, child, end) {
  /** @type {{ error: Error | undefined }} */
  const result = { error: undefined };
  const { stdin } = child;
  if (input === undefined || stdin === null) return result;
  if (typeof input === 'string' || types.isUint8Array(input)) {
    stdin.end(input);
    return result;
  }
  let over = false;
  writeAll(input, stdin).catch((error) => {
    if (over || isOfReader(error)) return;
    result.error = error;
    end('input');
  });
  child.ended.then(() => {
    over = true;
    stdin.destroy();
  });
  return result;
}

/**
 * Whether the command has closed its input. A source that fails, as a request that its client aborts, has these codes too, but
 * not from a write.
 * @param {any} error
 */
function isOfReader(error) {
  return error?.syscall === 'write' && NO_READER.includes(error.code);
}

module.exports = { feed, inputOf };
