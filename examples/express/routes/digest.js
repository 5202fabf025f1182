'use strict';

const { createHash } = require('offloop');
const { algorithmsOf } = require('../http.js');

/** Digests of the body, one for each algorithm in `?algorithms=sha256,blake3`, from one pass over it. */
async function digest(req, res) {
  const hash = createHash(algorithmsOf(req.query), { signal: res.locals.signal });
  // Express has no body where nothing came.
  const body = req.body ?? Buffer.alloc(0);
  res.json({ size: body.length, digests: await hash.update(body).digest() });
}

module.exports = { digest };
