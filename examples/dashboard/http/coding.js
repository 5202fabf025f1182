'use strict';

/** Bodies as the dashboard needs them: each mode decompresses by itself. */

const express = require('express');

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

module.exports = { body, setAsideCoding };
