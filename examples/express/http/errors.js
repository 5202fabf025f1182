'use strict';

const { STATUS_CODES } = require('node:http');

/** What the codes of offloop and node mean to a client. */
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

const RETRY_AFTER_SECONDS = 1;

/** A request that cannot be served, and the status that says so. */
class RequestError extends Error {
  constructor(status, code, message, headers = {}) {
    super(message);
    Object.assign(this, { status, code, headers });
  }
}

function notFound(req, res, next) {
  next(
    new RequestError(
      404,
      'ERR_NO_ROUTE',
      `There is no ${req.method} ${req.path}; GET /routes lists the routes`,
    ),
  );
}

/** What a route may have said of its answer before it failed. An error under `Content-Encoding: br` cannot be read. */
const OF_THE_ANSWER = [
  'Cache-Control',
  'Content-Digest',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'ETag',
  'Last-Modified',
];

/** The one place where errors become responses. */
function handleError(error, req, res, next) {
  if (res.destroyed) return;
  if (res.headersSent) return next(error);
  for (const name of OF_THE_ANSWER) res.removeHeader(name);
  const { status, ...told } = describe(error);
  res.set(error.headers ?? {});
  if (status === 503) res.set('Retry-After', String(RETRY_AFTER_SECONDS));
  res.status(status).json({ error: told });
}

/** What a client may know of an error. The words of an unexpected one, and of one with a path, go to the log. */
function describe(error) {
  const status = statusOf(error);
  const code = error.code ?? error.type ?? `ERR_HTTP_${status}`;
  if (status !== 500 && error.path === undefined) return { status, code, message: error.message };
  console.error(error);
  return { status, code: status === 500 ? 'ERR_INTERNAL' : code, message: STATUS_CODES[status] };
}

/** Express's own errors have a status. */
function statusOf(error) {
  const { status, code } = error;
  if (error instanceof RequestError) return status;
  if (status >= 400 && status < 500) return status;
  return STATUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 500;
}

module.exports = { RequestError, describe, handleError, notFound };
