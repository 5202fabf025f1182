'use strict';

const { createHash } = require('offloop');
const { algorithmsOf } = require('../http.js');

/** Digests of the body, one for each algorithm in `?algorithms=sha256,blake3`, from one pass over it. */
async function digest(req, res) {
  const hash = createHash(algorithmsOf(req.query), { signal: res.locals.signal });
  res.json({ size: req.body.length, digests: await hash.update(req.body).digest() });
}

module.exports = { digest };
