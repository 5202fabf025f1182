'use strict';

const { Blob } = require('node:buffer');
const { dataOf, sizeOf, sizeOfAll } = require('../data/bytes.js');
const { pathOf } = require('../data/path.js');
const { throwIfAborted } = require('../errors.js');
const native = require('../native.js');
const { requireRead } = require('../permission.js');
const { build } = require('./build.js');
const { check } = require('./check.js');
const { errorOf, syntaxError } = require('./fault.js');
const { parseOptions } = require('./request.js');
const { revive } = require('./revive.js');
const { sourcesFor } = require('./sources.js');
const { isWellFormed } = require('./well-formed.js');
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
 * @param {import('./check.js').Source} source
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
  const slice = new TimeSlice(request.maxSlice, request.signal);
  const sources = sourcesFor(request.reviver);
  const value = await builtWhileChecked(source, request, sizes, { slice, sources });
  if (value === undefined) return undefined;
  return request.reviver === undefined ? value : revive(value, request.reviver, slice, sources);
}

/**
 * @param {import('./check.js').Source} source
 * @param {ReturnType<typeof parseOptions>} request
 * @param {typeof SIZES} sizes
 * @param {{ slice: InstanceType<typeof TimeSlice>, sources: ReturnType<typeof sourcesFor> }} how it is built
 */
async function builtWhileChecked(source, request, sizes, { slice, sources }) {
  const document = new native.JsonDocument();
  try {
    const checked = check(source, request, sizes, document);
    const [built, found] = await Promise.allSettled([build(document, checked, slice, sources), checked]);
    if (found.status === 'rejected') throw found.reason;
    if (found.value !== undefined) throw faultOf(source.text, document, found.value);
    if (built.status === 'rejected') throw built.reason;
    return built.value;
  } finally {
    document.close();
  }
}

/**
 * @param {unknown} given the text, as the caller passed it
 * @param {import('../native').JsonDocument} document
 * @param {import('../native').JsonFault} fault
 */
function faultOf(given, document, fault) {
  // `wellFormed` has replaced lone surrogates, so all positions behind them have moved.
  if (typeof given === 'string' && !isWellFormed(given)) return errorOf(given);
  return syntaxError(document, fault);
}

/**
 * @param {any} data
 * @returns {import('./check.js').Source}
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

module.exports = { parseJson, parseJsonPieces, parseWith };
