'use strict';

const express = require('express');
const { decoded } = require('./decoded.js');
const { RequestError } = require('./errors.js');
const { setAsideCoding } = require('./upload.js');

const JSON_TYPES = ['json', '+json'];

/**
 * express.json() for large documents: decompressed and parsed by `work`, with the event loop free meanwhile. As there, a
 * body of another type is left alone, an empty one is `{}`, and anything but an array or object is refused.
 * @param {import('../work/index.js').Work} work
 * @param {{ limit: number }} options the most bytes, as sent and when decompressed
 */
function jsonBody(work, { limit }) {
  const read = express.raw({ type: () => true, limit, inflate: false });
  return (req, res, next) => {
    if (!req.is(JSON_TYPES)) return next();
    checkCharset(req);
    const parse = (error) => {
      if (error) return next(error);
      parsed(work, req.body ?? Buffer.alloc(0), res.locals, limit).then((value) => {
        req.body = value;
        next();
      }, next);
    };
    setAsideCoding(req, res, () => read(req, res, parse));
  };
}

async function parsed(work, body, { coding, signal }, limit) {
  const bytes = await decoded(work, coding, body, { signal, maxOutputLength: limit });
  if (bytes.length === 0) return {};
  const value = await jsonOf(work, bytes, signal);
  if (typeof value !== 'object' || value === null) throw bad('The body must be an array or an object');
  return value;
}

async function jsonOf(work, bytes, signal) {
  try {
    return await work.parseJson(bytes, { signal });
  } catch (error) {
    throw error instanceof SyntaxError ? bad(error.message) : error;
  }
}

function checkCharset(req) {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(req.headers['content-type'])?.[1] ?? 'utf-8';
  if (/^utf-?8$/i.test(charset)) return;
  throw new RequestError(415, 'charset.unsupported', `unsupported charset "${charset.toUpperCase()}"`);
}

function bad(message) {
  return new RequestError(400, 'entity.parse.failed', message);
}

module.exports = { jsonBody };
