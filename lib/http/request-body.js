'use strict';

const { IncomingMessage } = require('node:http');
const { coded } = require('../errors.js');
const { NO_ERROR, streamOf } = require('./http2.js');
const { tooLarge, withStatus } = require('./request-error.js');

/** @typedef {import('node:http').IncomingMessage} Request */

/**
 * Whether a body can follow the headers of a request. HTTP/1 announces one (RFC 9112, 6.3); HTTP/2 announces that none
 * follows (RFC 9113, 8.1). A body that can follow may still be empty.
 * @param {Request} req
 */
function hasBody(req) {
  const { 'transfer-encoding': coding, 'content-length': length } = req.headers;
  if (coding !== undefined) return true;
  if (length !== undefined) return Number(length) > 0;
  const { stream } = /** @type {any} */ (req);
  if (stream !== undefined) return !stream.endAfterHeaders;
  // A request that came by no connection, of a test or a gateway, announces nothing.
  return !(req instanceof IncomingMessage) && !/^(?:GET|HEAD)$/.test(/** @type {any} */ (req).method);
}

/**
 * Up to `limit` bytes of a stream, in the pieces in which they come, since to join them would take as long as all of them
 * are large. What is too much is read and thrown away, so that the client gets the answer.
 * @param {any} body
 * @param {number} limit
 * @param {(piece: Buffer) => Buffer} [convert] what is kept of a piece
 * @returns {Promise<Buffer[]>}
 */
function piecesOf(body, limit, convert = (piece) => piece) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const pieces = [];
    let size = 0;
    body.on('data', (/** @type {Buffer} */ piece) => {
      size += piece.length;
      if (size <= limit) pieces.push(convert(piece));
      else {
        pieces.length = 0;
        reject(tooLarge(limit));
      }
    });
    body.on('error', (/** @type {any} */ error) => reject(ofClient(error, body)));
    let hasEnded = false;
    body.on('close', () => hasEnded || reject(disconnected()));
    body.on('end', () => {
      hasEnded = true;
      whenEnded(body, (error) => (error === undefined ? resolve(pieces) : reject(error)));
    });
  });
}

/**
 * Calls `done` for a body that has ended, with ABORT_ERR where it is not whole. In HTTP/1 node says that by an error. In
 * HTTP/2 it ends the body of a cancelled stream as it ends a whole one. It asks two turns later: node's own client says that
 * a body is whole before it cancels the stream, which mostly comes with it.
 * @param {any} body
 * @param {(error?: Error) => void} done
 */
function whenEnded(body, done) {
  if (streamOf(body)?.rstCode === undefined) return done();
  if (isCancelled(body)) return done(disconnected());
  setImmediate(setImmediate, () => done(isCancelled(body) ? disconnected() : undefined));
}

/**
 * Whether a request is one of HTTP/2 whose client has cancelled it.
 * @param {any} req
 */
function isCancelled(req) {
  const stream = streamOf(req);
  return stream?.aborted === true || (stream?.rstCode ?? NO_ERROR) !== NO_ERROR;
}

/**
 * The error of a body; node's own for one that its client does not send to the end is no failure of the program.
 * @param {any} error
 * @param {any} body
 */
function ofClient(error, body) {
  const code = error?.code;
  const isOfClient = code === 'ECONNRESET' || (code === 'ERR_STREAM_PREMATURE_CLOSE' && isCancelled(body));
  return isOfClient ? disconnected(error) : error;
}

/** @param {Error} [cause] */
function disconnected(cause) {
  return withStatus(coded('ABORT_ERR', 'The client has disconnected', { cause }));
}

module.exports = { disconnected, hasBody, ofClient, piecesOf, whenEnded };
