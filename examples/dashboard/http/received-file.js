'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { RequestError } = require('../../express/http.js');
const { withTemporaryFolder } = require('./temporary-folder.js');

/** The largest body that is taken to disk, in bytes, and how many at a time. */
const MAX_FILE = 256 * 1024 * 1024;
const MAX_AT_ONCE = 4;

let now = 0;

/**
 * Writes the body to a file, which is gone, as all that `use` puts beside it, when `use` has ended.
 * @template T
 * @param {import('express').Request} req
 * @param {AbortSignal} signal
 * @param {(file: string) => Promise<T>} use
 */
async function withReceivedFile(req, signal, use) {
  if (Number(req.headers['content-length']) > MAX_FILE) throw tooLarge();
  if (now >= MAX_AT_ONCE) {
    throw new RequestError(503, 'ERR_TOO_MANY_FILES', `${MAX_AT_ONCE} files are taken at a time`);
  }
  now += 1;
  try {
    return await withTemporaryFolder(async (folder) => {
      const file = path.join(folder, 'received');
      await fs.writeFile(file, limited(req), { signal });
      return await use(file);
    });
  } finally {
    now -= 1;
  }
}

/** The chunks of a body. A request that is refused is not destroyed, so that it can be answered. */
async function* limited(req) {
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_FILE) throw tooLarge();
    yield chunk;
  }
}

function tooLarge() {
  return new RequestError(413, 'entity.too.large', `A file may have ${MAX_FILE} bytes`);
}

module.exports = { MAX_FILE, withReceivedFile };
