'use strict';

const express = require('express');
const { RequestError } = require('./errors.js');

/** The largest body, in bytes: a name and a password are short. */
const MAX_BODY = 4096;
const NAME = /^[\p{L}\p{N}._-]{1,64}$/u;
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 256;

const json = express.json({ limit: MAX_BODY });

/** Reads `{ "name": "…", "password": "…" }` to `res.locals.credentials`. */
function credentials(req, res, next) {
  json(req, res, (error) => {
    if (error) return next(error);
    const { name, password } = req.body ?? {};
    if (typeof name !== 'string' || !NAME.test(name)) {
      return next(bad('name must be 1 to 64 letters, digits, dots, hyphens or underscores'));
    }
    if (typeof password !== 'string' || password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
      return next(bad(`password must be ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`));
    }
    // Clients may write the same letter in different ways.
    res.locals.credentials = { name: name.normalize('NFKC'), password: password.normalize('NFKC') };
    next();
  });
}

function bad(message) {
  return new RequestError(400, 'ERR_BAD_CREDENTIALS', message);
}

module.exports = { credentials };
