'use strict';

/** Encodings as the dashboard needs them: each mode has its own formats, and compresses and decompresses by itself. */

const express = require('express');
const Negotiator = require('negotiator');
const { RequestError } = require('../../express/http.js');

/**
 * Encodings of an answer, best first, for a client that likes several equally well.
 * @type {import('offloop').CompressionFormat[]}
 */
const PREFERENCE = ['br', 'zstd', 'gzip'];

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
 * @param {string[]} formats those that can be made here
 * @returns {import('offloop').CompressionFormat | 'identity'}
 */
function acceptedEncoding(req, formats) {
  const possible = [...PREFERENCE.filter((encoding) => formats.includes(encoding)), 'identity'];
  const encoding = new Negotiator(req).encoding(possible, { preferred: possible });
  if (encoding !== undefined) return encoding;
  const list = possible.join(', ');
  throw new RequestError(406, 'ERR_NOT_ACCEPTABLE', `The response can be encoded as ${list}`);
}

module.exports = { acceptedEncoding, body, setAsideCoding };
