'use strict';

const { coded } = require('../errors.js');
const { errorStatus } = require('./error-status.js');

/**
 * Gives an error its status, as error handlers of Express, Koa and Fastify read it. What a program ended a request with may
 * be frozen, or no object, and stays as it is.
 * @template {Error} T
 * @param {T} error
 * @returns {T & { status: number, statusCode: number, expose: boolean }}
 */
function withStatus(error) {
  if (!Object.isExtensible(error)) return /** @type {any} */ (error);
  const { status, expose } = errorStatus(error);
  return Object.assign(error, { status, statusCode: status, expose });
}

/** @param {number} limit */
function tooLarge(limit) {
  return withStatus(coded('ERR_BUFFER_TOO_LARGE', `The body is larger than the limit of ${limit} bytes`));
}

/**
 * @param {string} encoding
 * @param {readonly string[]} encodings those that are read here
 */
function unknownEncoding(encoding, encodings) {
  const list = encodings.join(', ');
  const message = `The Content-Encoding '${encoding.slice(0, 64)}' is not supported: use one of ${list}`;
  return withStatus(coded('ERR_HTTP_ENCODING', message, { headers: { 'Accept-Encoding': list } }));
}

module.exports = { tooLarge, unknownEncoding, withStatus };
