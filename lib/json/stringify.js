'use strict';

const { constants } = require('node:buffer');
const { Readable } = require('node:stream');
const { integer, optionsOf, refuseMore, signalOf } = require('../options.js');
const { traced } = require('../tracing.js');
const { keepClass } = require('./keep-class.js');
const { Output } = require('./stringify-output.js');
const { prepared } = require('./stringify-prepare.js');
const { Style } = require('./stringify-style.js');
const { Walk } = require('./stringify-walk.js');
const { TimeSlice, maxSliceOf } = require('./time-slice.js');

/** Bytes of a stream that are made before its reader gets them. */
const CHUNK = 1 << 19;
/** Bytes that may wait for the reader of a stream. */
const HIGH_WATER_MARK = 1 << 16;
/** What to do with JSON.stringify's third argument. */
const IN_OPTIONS = 'give it as `options.space`';

/** @type {typeof import('../../index.d.ts').stringifyJson} */
async function stringifyJson(value, options, ...rest) {
  refuseMore(rest, 'space', IN_OPTIONS);
  const request = stringifyRequest('stringifyJson', options);
  return traced({ operation: 'stringifyJson' }, async () => {
    const slice = new TimeSlice(request.maxSlice, request.signal);
    const output = new Output(request.style.gap, { mostUnits: constants.MAX_STRING_LENGTH });
    try {
      const walk = walkOf(value, output, request.style);
      if (walk === undefined) return undefined;
      while (!walk.run(slice)) await slice.next();
      return await output.joined(slice);
    } finally {
      output.close();
    }
  });
}

/** @type {typeof import('../../index.d.ts').createStringify} */
function createStringify(value, options, ...rest) {
  refuseMore(rest, 'space', IN_OPTIONS);
  const { given, ...request } = stringifyRequest('createStringify', options);
  const highWaterMark = integer('options.highWaterMark', given.highWaterMark, 0, Number.MAX_SAFE_INTEGER);
  return Readable.from(chunksOf(value, request), {
    objectMode: false,
    highWaterMark: highWaterMark ?? HIGH_WATER_MARK,
    signal: request.signal,
  });
}

/**
 * @param {unknown} value
 * @param {Omit<ReturnType<typeof stringifyRequest>, 'given'>} request
 */
async function* chunksOf(value, { style, maxSlice, signal }) {
  const slice = new TimeSlice(maxSlice, signal);
  const output = new Output(style.gap, { fullAt: CHUNK });
  try {
    const walk = walkOf(value, output, style);
    while (walk !== undefined && !walk.run(slice)) {
      // Not yield*, which would have the stream's abort end in an error of the array's iterator.
      if (output.isFull) for (const chunk of output.take()) yield chunk;
      if (slice.isOver) await slice.next();
    }
    for (const chunk of output.take()) yield chunk;
  } finally {
    output.close();
  }
}

/**
 * Undefined for a value that JSON has no text for.
 * @param {unknown} value
 * @param {InstanceType<typeof Output>} output
 * @param {InstanceType<typeof Style>} style
 */
function walkOf(value, output, style) {
  const root = prepared(value, '', { '': value }, style.replacer);
  return root === undefined ? undefined : new Walk(root, output, style);
}

/**
 * @param {'stringifyJson' | 'createStringify'} call
 * @param {unknown} options
 */
function stringifyRequest(call, options) {
  const given = optionsOf(call, options);
  return {
    given,
    style: new Style(given.replacer, given.space),
    maxSlice: maxSliceOf(given.maxSlice),
    signal: signalOf(given.signal),
  };
}

/** One that has gone all of its way. */
function smallWalk() {
  const walk = new Walk([{ a: '' }], new Output(''), new Style(undefined, undefined));
  const slice = new TimeSlice(Infinity);
  walk.run(slice);
  return [walk, slice];
}

smallWalk().forEach(keepClass);

module.exports = { createStringify, stringifyJson };
