'use strict';

const { AbortError } = require('../errors.js');
const { callback, integerOrInfinity, optionsOf, signalOf } = require('../options.js');
const { LineSplitter } = require('./lines-splitter.js');
const { streamOf } = require('./lines-source.js');
const { TimeSlice, maxSliceOf } = require('./time-slice.js');

const MAX_LINE_LENGTH = 128 * 1024 * 1024;
const BLANK = /^[ \t\r]*$/;

/** @type {typeof import('../../index.d.ts').parseJsonLines} */
async function* parseJsonLines(source, options) {
  const given = optionsOf(options);
  const reviver = callback('options.reviver', given.reviver);
  const maxSlice = maxSliceOf(given.maxSlice);
  const signal = signalOf(given.signal);
  const splitter = new LineSplitter(
    integerOrInfinity('options.maxLineLength', given.maxLineLength, 1) ?? MAX_LINE_LENGTH,
  );
  const stream = streamOf(source);
  if (signal?.aborted) stream.destroy();
  const slice = new TimeSlice(maxSlice, signal);
  for await (const line of linesOf(stream, splitter, slice)) {
    const text = line.toString();
    if (!BLANK.test(text)) yield parsed(text, splitter.number, reviver);
    if (slice.isOver) await slice.next();
  }
}

/**
 * @param {import('node:stream').Readable} stream which an abort destroys
 * @param {InstanceType<typeof LineSplitter>} splitter
 * @param {InstanceType<typeof TimeSlice>} slice
 */
async function* linesOf(stream, splitter, { signal }) {
  const abort = () => stream.destroy(new AbortError(signal?.reason));
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for await (const chunk of stream) yield* splitter.add(chunk);
    yield splitter.end();
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * @param {string} text
 * @param {number} line
 * @param {any} reviver
 */
function parsed(text, line, reviver) {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    throw syntaxError(text, line) ?? error;
  }
}

/**
 * The error of a text that is not JSON; undefined where it is, and the reviver has failed.
 * @param {string} text
 * @param {number} line
 */
function syntaxError(text, line) {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return Object.assign(new SyntaxError(`${message} (line ${line})`, { cause: error }), { line });
  }
}

module.exports = { parseJsonLines };
