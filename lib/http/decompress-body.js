'use strict';

const { createDecompress } = require('../codec/stream.js');
const { integerOrInfinity } = require('../options.js');
const { middleware, middlewareOptions } = require('./middleware.js');
const { encodingsOf } = require('./negotiate.js');
const { hasBody } = require('./request-body.js');
const { unknownEncoding } = require('./request-error.js');
const { filterRequest } = require('./request-filter.js');

/** The most bytes of a decompressed body. */
const LIMIT = 10 * 1024 * 1024;
/** Each layer can make a thousand bytes of one. Nobody sends more than two on purpose. */
const MAX_LAYERS = 3;

/** @typedef {{ limit: number, encodings: readonly import('./negotiate.js').Encoding[] }} Settings */

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function decompressBody(options) {
  const settings = decompressOptions(options);
  return middleware((req, res) => decompress(req, res, settings));
}

/**
 * Makes every reader of the request's body get it decompressed.
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {Settings} settings
 */
function decompress(req, res, settings) {
  const { headers } = req;
  if (headers['content-encoding'] === undefined) return;
  if (hasBody(req)) {
    const layers = layersOf(headers['content-encoding'], settings);
    for (const layer of layers) filterRequest(req, res, layer);
    describePlain(headers);
  }
  delete headers['content-encoding'];
}

/** @param {unknown} options */
function decompressOptions(options) {
  const given = middlewareOptions('decompressBody', options);
  return {
    limit: integerOrInfinity('options.limit', given.limit, 1) ?? LIMIT,
    encodings: encodingsOf(given.encodings),
  };
}

/**
 * The decoders of a body, in the order in which they are applied.
 * @param {string} field
 * @param {Settings} settings
 */
function layersOf(field, { limit, encodings }) {
  const names = field.split(',').map((name) => name.trim().toLowerCase());
  const applied = names.filter((name) => name !== 'identity' && name !== '').reverse();
  const formats = applied.map((name) => (name === 'x-gzip' ? 'gzip' : name));
  const isKnown = formats.every((format) => encodings.includes(/** @type {any} */ (format)));
  if (!isKnown || formats.length > MAX_LAYERS) throw unknownEncoding(field, encodings);
  return formats.map((format) =>
    createDecompress(format, { maxOutputLength: limit, rejectGarbageAfterEnd: true }),
  );
}

/**
 * Headers for the body that is read: without its length, which nobody knows yet.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function describePlain(headers) {
  delete headers['content-length'];
  headers['transfer-encoding'] ??= 'chunked';
}

module.exports = { decompress, decompressBody };
