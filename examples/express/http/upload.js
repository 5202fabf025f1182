'use strict';

const express = require('express');

/** The largest body that is taken, in bytes. */
const MAX_UPLOAD = 16 * 1024 * 1024;

const raw = express.raw({ type: () => true, limit: MAX_UPLOAD, inflate: false });

/** Reads the body of any type as it is; one with a Content-Encoding is refused with 415. */
function upload(req, res, next) {
  raw(req, res, (error) => {
    req.body ??= Buffer.alloc(0);
    next(error);
  });
}

/**
 * Takes the request's Content-Encoding to `res.locals.coding`. The header must go, or Express would undo the encoding
 * itself: through node:zlib, and on libuv's pool.
 */
function setAsideCoding(req, res, next) {
  res.locals.coding = req.headers['content-encoding'] ?? 'identity';
  delete req.headers['content-encoding'];
  next();
}

module.exports = { MAX_UPLOAD, setAsideCoding, upload };
