'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { hashFile } = require('offloop');
const { algorithmsOf, describe, RequestError, sendEvent } = require('../http.js');

/** Digests of a file in the folder: server-sent events `progress`, then `digest`, or `failure` if it fails half-way. */
function fileDigest(folder) {
  return async (req, res) => {
    const algorithms = algorithmsOf(req.query);
    const file = await fileIn(folder, req.params.name);
    const { signal } = res.locals;
    const onProgress = (bytesDone, bytesTotal) => sendEvent(res, 'progress', { bytesDone, bytesTotal });
    try {
      sendEvent(res, 'digest', await hashFile(algorithms, file, { signal, onProgress }));
    } catch (error) {
      if (!res.headersSent || res.destroyed) throw error;
      sendEvent(res, 'failure', describe(error));
    }
    res.end();
  };
}

/** The path of a regular file directly in the folder. A name that leads elsewhere, also by a link, is refused. */
async function fileIn(folder, name) {
  if (/[/\\\0]/.test(name) || name === '.' || name === '..') {
    throw new RequestError(400, 'ERR_BAD_NAME', 'The name of a file has no folder in it');
  }
  const file = path.join(await fs.realpath(folder), name);
  const found = await fs.lstat(file).catch(() => undefined);
  if (!found?.isFile()) throw new RequestError(404, 'ERR_NO_FILE', `There is no file "${name}"`);
  return file;
}

module.exports = { fileDigest };
