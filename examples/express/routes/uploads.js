'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { createContentDigestCheck } = require('offloop');
const { RequestError } = require('../http.js');

/** A short file name, without a folder, that is not hidden. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** Stores an upload if it has the Content-Digest (or Repr-Digest) that it comes with. */
function storeUpload(folder, limit) {
  return async (req, res) => {
    const { name } = req.params;
    const { headers } = req;
    if (!NAME.test(name)) throw refused(400, 'ERR_BAD_NAME', 'The name of a file has no folder in it');
    if (headers['content-encoding'] !== undefined)
      throw refused(415, 'ERR_BAD_CODING', 'An upload is stored as it is, without a Content-Encoding');
    if (headers['content-range'] !== undefined)
      throw refused(400, 'ERR_PARTIAL_UPLOAD', 'An upload is stored whole, without a Content-Range');
    const digest = headers['content-digest'] ?? headers['repr-digest'];
    if (digest === undefined)
      throw refused(400, 'ERR_NO_DIGEST', 'An upload needs a Content-Digest or Repr-Digest');
    if (Number(headers['content-length']) > limit) throw tooLarge(limit);
    const check = createContentDigestCheck(digest);
    const size = await store(req, [atMost(limit), check], path.join(folder, name), res.locals.signal);
    res.status(201).json({ name, size, digest: check.matched });
  };
}

/** Writes beside the target, and renames when the upload is whole and right; else nothing stays. */
async function store(req, steps, target, signal) {
  const folder = path.dirname(target);
  await fs.promises.mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomUUID()}.part`);
  try {
    const file = fs.createWriteStream(temporary, { flags: 'wx' });
    // The request stays open for the answer, even if the rest of it is not read.
    await pipeline(req.iterator({ destroyOnReturn: false }), ...steps, file, { signal });
    await fs.promises.rename(temporary, target);
    return file.bytesWritten;
  } catch (error) {
    await fs.promises.rm(temporary, { force: true });
    throw error;
  }
}

/** Fails when more bytes than this have passed. */
function atMost(limit) {
  let seen = 0;
  return new Transform({
    transform(chunk, encoding, callback) {
      seen += chunk.length;
      if (seen > limit) callback(tooLarge(limit));
      else callback(null, chunk);
    },
  });
}

function tooLarge(limit) {
  return refused(413, 'ERR_UPLOAD_TOO_LARGE', `An upload has at most ${limit} bytes`, {
    Connection: 'close',
  });
}

function refused(status, code, message, headers) {
  return new RequestError(status, code, message, headers);
}

module.exports = { storeUpload };
