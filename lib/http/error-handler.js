'use strict';

const { STATUS_CODES } = require('node:http');
const { callback } = require('../options.js');
const { errorStatus } = require('./error-status.js');
const { middlewareOptions } = require('./middleware.js');

/** What a program may have said of the answer that failed. An error under `Content-Encoding: br` cannot be read. */
const OF_A_BODY = [
  ...['Accept-Ranges', 'Cache-Control', 'Content-Digest', 'Content-Disposition', 'Content-Encoding'],
  ...[
    'Content-Language',
    'Content-Length',
    'Content-Location',
    'Content-MD5',
    'Content-Range',
    'Content-Type',
  ],
  ...['ETag', 'Expires', 'Last-Modified', 'Repr-Digest', 'Trailer', 'Transfer-Encoding'],
];

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function errorHandler(options) {
  const { onError } = errorOptions(options);
  // Express knows handlers of errors by their four parameters.
  return (
    /** @type {any} */ error,
    /** @type {any} */ req,
    /** @type {import('node:http').ServerResponse} */ res,
    /** @type {(error: unknown) => void} */ next,
  ) => {
    if (res.headersSent && !res.writableEnded && next !== undefined) return next(error);
    sendError(error, req, res, onError);
  };
}

/** @param {unknown} options */
function errorOptions(options) {
  const given = middlewareOptions('errorHandler', options);
  return { onError: callback('options.onError', given.onError) ?? ((error) => console.error(error)) };
}

/**
 * Answers with an error, where nothing was sent yet; otherwise ends the connection, so that no client takes what it has
 * for the whole. Unexpected errors go to `onError`.
 * @param {any} error
 * @param {any} req
 * @param {import('node:http').ServerResponse} res
 * @param {(error: unknown, req: any) => void} onError
 */
function sendError(error, req, res, onError) {
  const answer = describe(error);
  try {
    if (answer.status === 500) onError(error, req);
  } finally {
    // Where `onError` throws, the client gets its answer all the same.
    send(answer, res);
  }
}

/**
 * @param {ReturnType<typeof describe>} answer
 * @param {import('node:http').ServerResponse} res
 */
function send({ status, headers, body }, res) {
  if (res.destroyed || res.writableEnded) return;
  if (res.headersSent) return void res.destroy();
  for (const name of OF_A_BODY) res.removeHeader(name);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.statusCode = status;
  res.end(body);
}

/**
 * What a client may know of an error. One whose message cannot be read, or be JSON, is an unexpected one.
 * @param {any} error
 */
function describe(error) {
  try {
    return described(error);
  } catch {
    return described(undefined);
  }
}

/**
 * The words of an unexpected error, and of one with a path, are not for the client.
 * @param {any} error
 */
function described(error) {
  const { status, code, expose, headers } = errorStatus(error);
  const isTemporary = status === 503 || status === 504;
  const message = (expose || isTemporary) && error?.path === undefined ? error.message : STATUS_CODES[status];
  return { status, headers, body: JSON.stringify({ error: { code, message } }) };
}

module.exports = { OF_A_BODY, describe, errorHandler, errorOptions, sendError };
