'use strict';

const { Blob } = require('node:buffer');
const { dataOf, sizeOf, sizeOfAll } = require('../data/bytes.js');
const { pathOf } = require('../data/path.js');
const { throwIfAborted } = require('../errors.js');
const { filled, joinedInTurns } = require('../data/native-input.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { requireRead } = require('../permission.js');
const { build } = require('./build.js');
const { errorOf, syntaxError } = require('./fault.js');
const { parseOptions } = require('./request.js');
const { revive } = require('./revive.js');
const { sourcesFor } = require('./sources.js');
const { isWellFormed, wellFormed } = require('./well-formed.js');
const { TimeSlice } = require('./time-slice.js');

/** Sizes in bytes, all measured: see docs/json.md. */
const SIZES = {
  /** Up to this size, to start a job would take longer than JSON.parse on the event loop. */
  inline: 1 << 16,
  /** The most text that one call of JSON.parse gets. */
  chunk: 1 << 16,
  /** Longer strings are joined from pieces. */
  string: 1 << 18,
};

/**
 * @param {any} data
 * @param {any} [options]
 */
async function parseJson(data, options) {
  return parseWith(data, options, SIZES);
}

/**
 * As `parseJson`, with other sizes, so that tests can cut small documents.
 * @param {any} data
 * @param {any} options
 * @param {typeof SIZES} sizes
 */
async function parseWith(data, options, sizes) {
  const request = parseOptions(options);
  return valueOf(sourceOf(data), request, sizes);
}

/**
 * As `parseJson`, of bytes that come in pieces and are this package's own: large ones are joined in native memory.
 * @param {Uint8Array[]} pieces
 * @param {any} [options]
 */
async function parseJsonPieces(pieces, options) {
  const request = parseOptions(options);
  const isSmall = sizeOfAll(pieces) <= SIZES.inline;
  return valueOf(isSmall ? { text: Buffer.concat(pieces) } : { pieces }, request, SIZES);
}

/**
 * @param {Source} source
 * @param {ReturnType<typeof parseOptions>} request
 * @param {typeof SIZES} sizes
 */
async function valueOf(source, request, sizes) {
  throwIfAborted(request.signal);
  const { text } = source;
  if (text !== undefined && !(text instanceof Blob) && isInline(text, request, sizes.inline)) {
    // A string of this realm, as every other value.
    return JSON.parse(String(text), /** @type {any} */ (request.reviver));
  }
  const found = await planned(source, request, sizes);
  const slice = new TimeSlice(request.maxSlice, request.signal);
  const sources = sourcesFor(request.reviver);
  const value = await buildOf(text, found, slice, sources);
  if (value === undefined) return undefined;
  return request.reviver === undefined ? value : revive(value, request.reviver, slice, sources);
}

/**
 * @param {unknown} given the text, as the caller passed it
 * @param {Awaited<ReturnType<typeof planned>>} planned
 * @param {InstanceType<typeof TimeSlice>} slice
 * @param {ReturnType<typeof sourcesFor>} sources
 */
async function buildOf(given, { text, operations, fault }, slice, sources) {
  try {
    if (fault !== undefined) throw faultOf(given, text, fault);
    return await build(text, operations, slice, sources);
  } finally {
    text.close();
  }
}

/**
 * @param {unknown} given the text, as the caller passed it
 * @param {import('../native').JsonText} text
 * @param {import('../native').JsonFault} fault
 */
function faultOf(given, text, fault) {
  // `wellFormed` has replaced lone surrogates, so all positions behind them have moved.
  if (typeof given === 'string' && !isWellFormed(given)) return errorOf(given);
  return syntaxError(text, fault);
}

/**
 * What is parsed: one of a file, by its bytes and as the caller named it; data; pieces of data.
 * @typedef {{ path?: Uint8Array, name?: unknown, text?: string | Buffer | Blob, pieces?: Uint8Array[] }} Source
 */

/**
 * @param {any} data
 * @returns {Source}
 */
function sourceOf(data) {
  if (isFile(data)) {
    const path = pathOf('data.path', data.path);
    requireRead(path);
    return { path, name: data.path };
  }
  const text = dataOf('data', data);
  return { text: text instanceof Uint8Array ? bufferOf(text) : text };
}

/**
 * A stream of a file has `path` too, and may be of a part of it.
 * @param {any} data
 */
function isFile(data) {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return false;
  return 'path' in data && typeof data.pipe !== 'function';
}

/** @param {Uint8Array} bytes */
function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * @param {string | Buffer} text
 * @param {ReturnType<typeof parseOptions>} request
 * @param {number} limit
 */
function isInline(text, { pointer, transfer }, limit) {
  return pointer.length === 0 && !transfer && sizeOf(text) <= limit;
}

/**
 * Checks the text and plans the value, on the thread pool.
 * @param {Source} source
 * @param {ReturnType<typeof parseOptions>} request
 * @param {typeof SIZES} sizes
 */
function planned({ path, name, text, pieces }, request, sizes) {
  const wanted = { pointer: request.pointer, chunk: sizes.chunk, string: sizes.string };
  const { signal, transfer } = request;
  if (path !== undefined) {
    return run({ operation: 'parseJson', path: name }, { signal }, (control) =>
      native.startJsonFile(path, wanted, control),
    );
  }
  if (pieces !== undefined) {
    const bytes = sizeOfAll(pieces);
    return run({ operation: 'parseJson', bytes }, { signal }, async (control) =>
      native.startJson(await joinedInTurns(pieces, bytes, signal, control), wanted, control),
    );
  }
  const data = typeof text === 'string' ? wellFormed(text) : /** @type {Buffer | Blob} */ (text);
  return run({ operation: 'parseJson', bytes: sizeOf(data) }, { signal }, async (control) => {
    const input = await filled([data], sizeOf(data), { signal, transfer }, control);
    return native.startJson(input, wanted, control);
  });
}

module.exports = { parseJson, parseJsonPieces, parseWith };
