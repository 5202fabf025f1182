'use strict';

const { Blob } = require('node:buffer');
const { Readable } = require('node:stream');
const { EXPECTED, viewOf } = require('../data/bytes.js');
const { pathOf } = require('../data/path.js');
const { checkSize } = require('../data/loop-budget.js');
const { readRegularFile } = require('../data/regular-file.js');
const { WebSource, isWebStream } = require('../data/web-source.js');
const { coded, invalidType } = require('../errors.js');

/** The size of a chunk: bytes of a file, or bytes or UTF-16 units of data in memory. */
const PIECE = 1 << 18;
const EXPECTED_SOURCE = `${EXPECTED}, Blob, Readable, ReadableStream or AsyncIterable, or an object with a path`;

/**
 * A stream of the source's chunks, which are bytes or text. To destroy the stream closes the source.
 * @param {any} source
 * @returns {Readable}
 */
function streamOf(source) {
  const data = viewOf(source, 'source');
  if (data !== undefined) return Readable.from(piecesOf(data));
  if (source instanceof Blob) return Readable.fromWeb(/** @type {any} */ (source.stream()));
  if (isReadable(source)) return notEnded(source);
  if (isWebStream(source)) return new WebSource(source);
  if (typeof source?.[Symbol.asyncIterator] === 'function') return Readable.from(source);
  if (source === null || typeof source !== 'object' || source.path === undefined) {
    throw invalidType('source', EXPECTED_SOURCE, source);
  }
  return readRegularFile(Buffer.from(pathOf('source.path', source.path)), PIECE);
}

/**
 * Whether a value is a Readable, of node or of the package readable-stream, and no older kind of stream, which cannot be iterated.
 * @param {any} source
 */
function isReadable(source) {
  return [source?.pipe, source?.destroy, source?.[Symbol.asyncIterator]].every(
    (method) => typeof method === 'function',
  );
}

/**
 * @param {Readable} source of which a part may have been read, such as lines before those in JSON
 */
function notEnded(source) {
  if (source.readableEnded || source.destroyed)
    throw coded('ERR_INVALID_STATE', 'The stream has ended or was destroyed: pass one that has data to give');
  return source;
}

/** @param {string | Uint8Array} data */
function* piecesOf(data) {
  const size = data.length;
  for (let start = 0; start < size; start += PIECE) {
    checkSize(data.length, size);
    yield typeof data === 'string' ? data.slice(start, start + PIECE) : data.subarray(start, start + PIECE);
  }
}

module.exports = { streamOf };
