'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { RequestError } = require('./errors.js');

/**
 * Streams a request's body through `check` to a file of this name. It is written beside its place and comes there when
 * it is whole and right; else nothing stays.
 * @param {import('express').Request} req
 * @param {import('node:stream').Transform} check
 * @param {{ folder: string, name: string, limit: number, signal: AbortSignal }} target
 */
async function storeUpload(req, check, { folder, name, limit, signal }) {
  if (Number(req.headers['content-length']) > limit) throw tooLarge(limit);
  await fs.promises.mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomUUID()}.part`);
  try {
    const file = fs.createWriteStream(temporary, { flags: 'wx' });
    // The request itself stays open for the answer, also where the rest of it is not read.
    const body = req.iterator({ destroyOnReturn: false });
    await pipeline(body, atMost(limit), check, file, { signal });
    await fs.promises.rename(temporary, path.join(folder, name));
    return file.bytesWritten;
  } catch (error) {
    await fs.promises.rm(temporary, { force: true });
    throw error;
  }
}

/** Passes on so many bytes and no more. */
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
  return new RequestError(413, 'ERR_UPLOAD_TOO_LARGE', `An upload has at most ${limit} bytes`, {
    Connection: 'close',
  });
}

module.exports = { storeUpload };
