'use strict';

const { finished } = require('node:stream');
const { ReadableStream, WritableStream } = require('node:stream/web');
const { types } = require('node:util');
const { viewOf } = require('../data/bytes.js');
const { AbortError, ERRORS, invalidType } = require('../errors.js');
const { copyOf, optionsOf } = require('../options.js');
const { compressStream, decompressStream } = require('./stream.js');

/** Chunks of at most this many bytes are copied when they are written, so that the next can be written at once. */
const COPY_UP_TO = 64 * 1024;

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function compressionStream(format, options) {
  return pairOf(compressStream('compressionStream', format, options));
}

/**
 * @param {any} format
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function decompressionStream(format, options) {
  return pairOf(decompressStream('decompressionStream', format, asTheStandard(options)));
}

/**
 * The options, of which one has another default than in `createDecompress`.
 * @param {any} options not checked yet
 */
function asTheStandard(options) {
  const given = optionsOf('decompressionStream', options);
  return { rejectGarbageAfterEnd: true, ...copyOf('decompressionStream', given) };
}

/** @param {import('node:stream').Transform} stream */
function pairOf(stream) {
  /** Both sides fail with the same error. @type {Error | undefined} */
  let failure;
  const failureOf = (/** @type {Error} */ error) => (failure ??= standardError(error));
  return { readable: readableOf(stream, failureOf), writable: writableOf(stream, failureOf) };
}

/**
 * By the standard, malformed data is a TypeError.
 * @see {@link https://compression.spec.whatwg.org/}
 * @param {Error & { code?: string, errno?: number }} error
 */
function standardError(error) {
  const { code = '', errno, message } = error;
  const isOfData = errno !== undefined && !Object.hasOwn(ERRORS, code) && !('syscall' in error);
  return isOfData ? Object.assign(new TypeError(message, { cause: error }), { code, errno }) : error;
}

/**
 * A web stream without a queue: the Node stream has a buffer already.
 * @param {import('node:stream').Transform} stream
 * @param {(error: Error) => Error} failureOf
 */
function readableOf(stream, failureOf) {
  /** @type {import('node:stream/web').UnderlyingSource<Uint8Array>} */
  const source = {
    start(controller) {
      stream.pause();
      stream.on('data', (/** @type {Buffer} */ { buffer, byteOffset, byteLength }) => {
        stream.pause();
        controller.enqueue(new Uint8Array(buffer, byteOffset, byteLength));
      });
      finished(stream, { writable: false }, (error) =>
        error ? controller.error(failureOf(error)) : controller.close(),
      );
    },
    pull() {
      stream.resume();
    },
    cancel(reason) {
      stream.destroy(reason ?? new AbortError());
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

/**
 * @param {import('node:stream').Transform} stream
 * @param {(error: Error) => Error} failureOf
 */
function writableOf(stream, failureOf) {
  let drained = () => {};
  stream.on('drain', () => drained()).on('close', () => drained());
  /** @type {(chunk: any) => Promise<void>} */
  const write = (chunk) =>
    new Promise((resolve, reject) => {
      const bytes = chunkOf(chunk);
      if (bytes?.byteLength > COPY_UP_TO) {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      } else {
        drained = resolve;
        if (stream.write(types.isUint8Array(bytes) ? Buffer.from(bytes) : bytes)) resolve();
      }
    });
  return new WritableStream({
    start(controller) {
      finished(stream, { readable: false }, (error) => error && controller.error(failureOf(error)));
    },
    async write(chunk) {
      try {
        await write(chunk);
      } catch (error) {
        stream.destroy(/** @type {Error} */ (error));
        throw failureOf(/** @type {Error} */ (error));
      }
    },
    close: () => endOf(stream, failureOf),
    abort(reason) {
      stream.destroy(reason ?? new AbortError());
    },
  });
}

/**
 * What is written for a chunk. Node refuses what is not bytes; memory that is shared, which the standard refuses, is
 * refused here.
 * @param {any} chunk
 */
function chunkOf(chunk) {
  if (
    types.isSharedArrayBuffer(chunk) ||
    (ArrayBuffer.isView(chunk) && types.isSharedArrayBuffer(chunk.buffer))
  )
    throw invalidType('chunk', 'of type string or bytes whose memory is not shared', chunk);
  return viewOf(chunk) ?? chunk;
}

/**
 * Ends the stream, and resolves when everything that was written is processed.
 * @param {import('node:stream').Transform} stream
 * @param {(error: Error) => Error} failureOf
 * @returns {Promise<void>}
 */
function endOf(stream, failureOf) {
  return new Promise((resolve, reject) => {
    finished(stream, { readable: false }, (error) => {
      if (error) reject(failureOf(error));
      else resolve();
    });
    stream.end();
  });
}

module.exports = { compressionStream, decompressionStream };
