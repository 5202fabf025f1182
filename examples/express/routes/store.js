'use strict';

const { RequestError } = require('../http/errors.js');
const { storeUpload } = require('../http/stored-upload.js');

/** A file name that is no path, no hidden file and short. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** Stores an upload whose Content-Digest (or Repr-Digest, which is the same for a body as it is) is right. */
function store({ folder, limit }) {
  const { createContentDigestCheck } = require('offloop');
  return async (req, res) => {
    const { name } = req.params;
    if (!NAME.test(name)) throw new RequestError(400, 'ERR_BAD_NAME', 'A file is named without its folder');
    if (req.headers['content-encoding'] !== undefined)
      throw new RequestError(
        415,
        'ERR_BAD_CODING',
        'An upload is stored as it is, without a Content-Encoding',
      );
    if (req.headers['content-range'] !== undefined)
      throw new RequestError(400, 'ERR_PARTIAL_UPLOAD', 'An upload is stored whole, without a Content-Range');
    const digest = req.headers['content-digest'] ?? req.headers['repr-digest'];
    if (digest === undefined)
      throw new RequestError(400, 'ERR_NO_DIGEST', 'An upload needs a Content-Digest or Repr-Digest');
    const check = createContentDigestCheck(digest);
    const { signal } = res.locals;
    const size = await storeUpload(req, check, { folder, name, limit, signal });
    res.status(201).json({ name, size, digest: check.matched });
  };
}

module.exports = { store };
