'use strict';

const { onAbort } = require('../abort.js');
const { AbortError } = require('../errors.js');
const { joined } = require('../data/joined.js');
const { callback, integerOrInfinity, optionsOf, signalOf } = require('../options.js');
const { LineSplitter } = require('./lines-splitter.js');
const { streamOf } = require('./lines-source.js');
const { parseJson } = require('./parse.js');
const { TimeSlice, maxSliceOf } = require('./time-slice.js');

const MAX_LINE_LENGTH = 128 * 1024 * 1024;
/** A line that is longer, in bytes, is parsed by the thread pool and in slices. */
const MAX_ONE_STEP = 64 * 1024;
const BLANK = [...Buffer.from(' \t\r')];

/** @type {typeof import('../../index.d.ts').parseJsonLines} */
async function* parseJsonLines(source, options) {
  const given = optionsOf('parseJsonLines', options);
  const reviver = callback('options.reviver', given.reviver);
  const maxSlice = maxSliceOf(given.maxSlice);
  const signal = signalOf(given.signal);
  const splitter = new LineSplitter(
    integerOrInfinity('options.maxLineLength', given.maxLineLength, 1) ?? MAX_LINE_LENGTH,
  );
  const stream = streamOf(source);
  if (signal?.aborted) stream.destroy();
  const slice = new TimeSlice(maxSlice, signal);
  for await (const pieces of linesOf(stream, splitter, slice)) {
    const line = pieces.length === 1 ? pieces[0] : await joined(pieces, signal);
    if (line.length > MAX_ONE_STEP) yield await parsedInSlices(line, splitter.number, reviver, slice);
    else if (!isBlank(line)) yield parsed(line.toString(), splitter.number, reviver);
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
  const forget = onAbort(signal, abort);
  try {
    for await (const chunk of stream) yield* splitter.add(chunk);
    yield splitter.end();
  } finally {
    forget();
  }
}

/** @param {Buffer} line */
function isBlank(line) {
  return line.every((byte) => BLANK.includes(byte));
}

/**
 * @param {Buffer} text
 * @param {number} line
 * @param {any} reviver
 * @param {InstanceType<typeof TimeSlice>} slice
 */
async function parsedInSlices(text, line, reviver, slice) {
  try {
    const value = await parseJson(text, { reviver, maxSlice: slice.milliseconds, signal: slice.signal });
    slice.begin();
    return value;
  } catch (error) {
    throw error instanceof SyntaxError ? numbered(error, line) : error;
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
 * The error of text that is not JSON; undefined where the text is JSON, so that the reviver has thrown.
 * @param {string} text
 * @param {number} line
 */
function syntaxError(text, line) {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return numbered(/** @type {Error} */ (error), line);
  }
}

/**
 * @param {Error} error
 * @param {number} line
 */
function numbered(error, line) {
  return Object.assign(new SyntaxError(`${error.message} (line ${line})`, { cause: error }), { line });
}

module.exports = { parseJsonLines };
