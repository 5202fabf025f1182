'use strict';

/** What these routes need of HTTP beyond offloop/express: errors of their own, queries, and events. */

const { STATUS_CODES } = require('node:http');
const Negotiator = require('negotiator');
const { errorStatus } = require('offloop/express');

const MAX_ALGORITHMS = 8;

/**
 * Encodings of an answer, best first, for a client that likes several equally well.
 * @type {import('offloop').CompressionFormat[]}
 */
const PREFERENCE = ['br', 'zstd', 'gzip'];

/** The statuses of errors that are the client's fault in this service, since they are about what the client sent. */
const STATUSES = new Map(
  Object.entries({
    ERR_CRYPTO_INVALID_DIGEST: 400,
    ERR_INVALID_ARG_VALUE: 400,
    ERR_FORMULA: 422,
    ERR_ISOLATION_UNAVAILABLE: 501,
  }),
);

/** A request that cannot be served, and the status that says so. */
class RequestError extends Error {
  constructor(status, code, message, headers = {}) {
    super(message);
    Object.assign(this, { status, code, headers });
  }
}

function notFound(req, res, next) {
  next(new RequestError(404, 'ERR_NO_ROUTE', `There is no ${req.method} ${req.path}`));
}

/** Gives an error the status that it has in this service. `errorHandler` knows all others. */
function withStatus(error, req, res, next) {
  const status = STATUSES.get(error.code);
  if (status !== undefined) error.status ??= status;
  next(error);
}

/** What a client may know of an error that ends a stream of events. */
function describe(error) {
  const { status, code, expose } = errorStatus(error);
  if (status === 500) console.error(error);
  return { code, message: expose ? error.message : STATUS_CODES[status] };
}

/**
 * The encoding to answer in, by the quality values of Accept-Encoding.
 * @param {import('express').Request} req
 * @param {string[]} [formats] those that can be made here
 * @returns {import('offloop').CompressionFormat | 'identity'}
 */
function acceptedEncoding(req, formats = PREFERENCE) {
  const possible = [...PREFERENCE.filter((encoding) => formats.includes(encoding)), 'identity'];
  const encoding = new Negotiator(req).encoding(possible, { preferred: possible });
  if (encoding !== undefined) return encoding;
  const list = possible.join(', ');
  throw new RequestError(406, 'ERR_NOT_ACCEPTABLE', `The response can be encoded as ${list}`);
}

/** The whole number in `?name=`, or the fallback where there is none. */
function integerOf(query, name, { min, max, fallback }) {
  const text = query[name] ?? String(fallback);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new RequestError(400, 'ERR_BAD_QUERY', `${name} must be a whole number from ${min} to ${max}`);
}

/**
 * The names in `?algorithms=sha256,blake3`; SHA-256 where there is none. Whether each is a digest, offloop checks.
 * @returns {import('offloop').HashAlgorithm[]}
 */
function algorithmsOf({ algorithms = 'sha256' }) {
  /** @type {any[]} */
  const names = typeof algorithms === 'string' ? algorithms.split(',').map((name) => name.trim()) : [];
  if (names.length > 0 && names.length <= MAX_ALGORITHMS && !names.includes('')) return [...new Set(names)];
  const expected = `1 to ${MAX_ALGORITHMS} names with commas between them`;
  throw new RequestError(400, 'ERR_BAD_QUERY', `algorithms must be ${expected}`);
}

/** Sends one server-sent event; the first one opens the stream. */
function sendEvent(res, event, data) {
  if (!res.headersSent)
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

module.exports = {
  RequestError,
  acceptedEncoding,
  algorithmsOf,
  describe,
  integerOf,
  notFound,
  sendEvent,
  withStatus,
};
