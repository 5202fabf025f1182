'use strict';

const { IncomingMessage } = require('node:http');
const { coded } = require('../errors.js');
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
    // Node's error for a request that its client does not send to the end. It is no failure of the program.
    body.on('error', (/** @type {any} */ error) =>
      reject(error?.code === 'ECONNRESET' ? disconnected(error) : error),
    );
    body.on('close', () => reject(disconnected()));
    body.on('end', () => resolve(pieces));
  });
}

/** @param {Error} [cause] */
function disconnected(cause) {
  return withStatus(coded('ABORT_ERR', 'The client has disconnected', { cause }));
}

module.exports = { hasBody, piecesOf };
