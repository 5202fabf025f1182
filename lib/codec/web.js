'use strict';

const { finished } = require('node:stream');
const { ReadableStream, WritableStream } = require('node:stream/web');
const { viewOf } = require('../data/bytes.js');
const { AbortError } = require('../errors.js');
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
  return pairOf(decompressStream('decompressionStream', format, options));
}

/** @param {import('node:stream').Transform} stream */
function pairOf(stream) {
  return { readable: readableOf(stream), writable: writableOf(stream) };
}

/**
 * A web stream without a queue of its own: the Node stream has a buffer already.
 * @param {import('node:stream').Transform} stream
 */
function readableOf(stream) {
  /** @type {import('node:stream/web').UnderlyingSource<Uint8Array>} */
  const source = {
    start(controller) {
      stream.pause();
      stream.on('data', (/** @type {Buffer} */ { buffer, byteOffset, byteLength }) => {
        stream.pause();
        controller.enqueue(new Uint8Array(buffer, byteOffset, byteLength));
      });
      finished(stream, { writable: false }, (error) =>
        error ? controller.error(error) : controller.close(),
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

/** @param {import('node:stream').Transform} stream */
function writableOf(stream) {
  let drained = () => {};
  stream.on('drain', () => drained()).on('close', () => drained());
  /** @type {(chunk: any) => Promise<void>} */
  const write = (chunk) =>
    new Promise((resolve, reject) => {
      const bytes = viewOf(chunk) ?? chunk;
      if (bytes.byteLength > COPY_UP_TO) {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      } else {
        drained = resolve;
        if (stream.write(bytes.byteLength === undefined ? bytes : Buffer.from(bytes))) resolve();
      }
    });
  return new WritableStream({
    start(controller) {
      finished(stream, { readable: false }, (error) => error && controller.error(error));
    },
    async write(chunk) {
      try {
        await write(chunk);
      } catch (error) {
        stream.destroy(/** @type {Error} */ (error));
        throw error;
      }
    },
    close: () => endOf(stream),
    abort(reason) {
      stream.destroy(reason ?? new AbortError());
    },
  });
}

/**
 * Ends the stream, and resolves when everything that was written is processed.
 * @param {import('node:stream').Transform} stream
 * @returns {Promise<void>}
 */
function endOf(stream) {
  return new Promise((resolve, reject) => {
    finished(stream, { readable: false }, (error) => {
      if (error) reject(error);
      else resolve();
    });
    stream.end();
  });
}

module.exports = { compressionStream, decompressionStream };
