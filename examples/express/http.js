'use strict';

/** What routes need of HTTP: errors as responses, bodies, queries, events, and the signal of a client that goes away. */

const { STATUS_CODES } = require('node:http');
const express = require('express');
const Negotiator = require('negotiator');

const MAX_ALGORITHMS = 8;

/** The statuses for the error codes of offloop and node. @type {[RegExp, number][]} */
const STATUSES = [
  [/^ERR_QUEUE_FULL$/, 503],
  [/^ERR_BUFFER_TOO_LARGE$/, 413],
  [/^Z_(DATA_ERROR|BUF_ERROR|NEED_DICT)$/, 400],
  [/^ERR__ERROR_FORMAT_/, 400],
  [/^ZSTD_error_(?!memory)/, 400],
  [/^ERR_INVALID_ARG_|^ERR_OUT_OF_RANGE$|^ERR_CRYPTO_INVALID_/, 400],
  [/^EINTEGRITY$|^ERR_INTEGRITY_INVALID$/, 400],
  [/^ENOENT$/, 404],
  [/^ERR_NOT_AN_IMAGE$/, 415],
  [/^ERR_FORMULA$|^ERR_TASK_NOT_SERIALIZABLE$/, 422],
  [/^ERR_ISOLATION_UNAVAILABLE$/, 501],
  [/^ERR_TASK_TIMEOUT$|^ERR_WORKER_(TIME|CPU)_LIMIT$/, 504],
];

/** Headers that describe a body. An error must not carry those of the answer that it replaces. */
const BODY_HEADER = /^(accept-ranges|cache-control|content-(?!security-policy).*|etag|last-modified)$/;

/**
 * Encodings of an answer, best first, for a client that likes several equally well.
 * @type {import('offloop').CompressionFormat[]}
 */
const PREFERENCE = ['br', 'zstd', 'gzip'];

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

/** The one place where errors become responses. */
function handleError(error, req, res, next) {
  if (res.destroyed) return;
  if (res.headersSent) return next(error);
  for (const name of res.getHeaderNames()) if (BODY_HEADER.test(name)) res.removeHeader(name);
  const { status, ...facts } = describe(error);
  res.set(error.headers ?? {});
  if (status === 503) res.set('Retry-After', '1');
  res.status(status).json({ error: facts });
}

/** What a client may know of an error. The message of an unexpected one, and of one with a path, goes to the log. */
function describe(error) {
  const status = statusOf(error);
  const code = error.code ?? error.type ?? `ERR_HTTP_${status}`;
  if (status !== 500 && error.path === undefined) return { status, code, message: error.message };
  console.error(error);
  return { status, code: status === 500 ? 'ERR_INTERNAL' : code, message: STATUS_CODES[status] };
}

/** Errors of Express have a status of their own. */
function statusOf(error) {
  const { status, code } = error;
  if (error instanceof RequestError || (status >= 400 && status < 500)) return status;
  return STATUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 500;
}

/** Gives each request `res.locals.signal`, which aborts when the client disconnects before it has its answer. */
function abortOnDisconnect(req, res, next) {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(new Error('The client has disconnected'));
  });
  res.locals.signal = controller.signal;
  next();
}

/**
 * Reads a body of any type to `req.body`, a Buffer. One with a Content-Encoding is refused with 415.
 * @param {{ limit: number | string }} options the most bytes
 */
function body({ limit }) {
  const read = express.raw({ type: () => true, limit, inflate: false });
  return (req, res, next) => {
    read(req, res, (error) => {
      req.body ??= Buffer.alloc(0);
      next(error);
    });
  };
}

/**
 * Moves the request's Content-Encoding to `res.locals.coding`. While the header is there, Express refuses the body, or
 * decompresses it itself, on libuv's threads.
 */
function setAsideCoding(req, res, next) {
  res.locals.coding = req.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  delete req.headers['content-encoding'];
  next();
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
  abortOnDisconnect,
  acceptedEncoding,
  algorithmsOf,
  body,
  describe,
  handleError,
  integerOf,
  notFound,
  sendEvent,
  setAsideCoding,
};
