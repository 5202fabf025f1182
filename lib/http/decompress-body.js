'use strict';

const { createDecompress } = require('../codec/stream.js');
const { integerOrInfinity, optionsOf } = require('../options.js');
const { middleware } = require('./middleware.js');
const { encodingsOf } = require('./negotiate.js');
const { unknownEncoding } = require('./request-error.js');
const { filterRequest, hasBody } = require('./request-filter.js');

/** The most bytes of a decompressed body. */
const LIMIT = 10 * 1024 * 1024;
/** Each layer can make a thousand bytes of one. Nobody sends more than two on purpose. */
const MAX_LAYERS = 3;

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function decompressBody(options) {
  const settings = decompressOptions(options);
  return middleware((req, res) => {
    for (const layer of layersOf(req.headers, settings)) filterRequest(req, res, layer);
    describePlain(req.headers);
  });
}

/** @param {unknown} options */
function decompressOptions(options) {
  const given = optionsOf('decompressBody', options);
  return {
    limit: integerOrInfinity('options.limit', given.limit, 1) ?? LIMIT,
    encodings: encodingsOf(given.encodings),
  };
}

/**
 * The decoders of a body, in the order in which they are applied.
 * @param {Record<string, any>} headers
 * @param {{ limit: number, encodings: readonly any[] }} settings
 */
function layersOf(headers, { limit, encodings }) {
  const field = headers['content-encoding'];
  if (field === undefined || !hasBody(/** @type {any} */ ({ headers }))) return [];
  const names = field.split(',').map((/** @type {string} */ name) => name.trim().toLowerCase());
  const applied = names.filter((/** @type {string} */ name) => name !== 'identity' && name !== '').reverse();
  const formats = applied.map((/** @type {string} */ name) => (name === 'x-gzip' ? 'gzip' : name));
  const isKnown = formats.every((/** @type {string} */ format) => encodings.includes(format));
  if (!isKnown || formats.length > MAX_LAYERS) throw unknownEncoding(field, encodings);
  return formats.map((/** @type {string} */ format) =>
    createDecompress(format, { maxOutputLength: limit, rejectGarbageAfterEnd: true }),
  );
}

/**
 * Headers for the body that is read: without its encoding, and of a length that nobody knows yet.
 * @param {Record<string, any>} headers
 */
function describePlain(headers) {
  if (headers['content-encoding'] === undefined) return;
  const isEmpty = !hasBody(/** @type {any} */ ({ headers }));
  delete headers['content-encoding'];
  if (isEmpty) return;
  delete headers['content-length'];
  headers['transfer-encoding'] ??= 'chunked';
}

module.exports = { decompressBody, decompressOptions, describePlain, layersOf };
