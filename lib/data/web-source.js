'use strict';

const { Readable } = require('node:stream');
const { TransformStream } = require('node:stream/web');
const { EXPECTED, viewOf } = require('./bytes.js');
const { invalidType } = require('../errors.js');

/**
 * A caller's web stream as a stream of Node. It fails, and the source is cancelled, where a chunk is not bytes or text:
 * `Readable.fromWeb` alone would take null for the end.
 * @param {import('node:stream/web').ReadableStream} source
 */
function readableOfWeb(source) {
  const checked = new TransformStream({
    transform(chunk, controller) {
      const bytes = viewOf(chunk);
      if (bytes === undefined) throw invalidType('chunk', EXPECTED, chunk);
      controller.enqueue(bytes);
    },
  });
  return Readable.fromWeb(source.pipeThrough(checked), { objectMode: true });
}

module.exports = { readableOfWeb };
