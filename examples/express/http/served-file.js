'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { RequestError } = require('./errors.js');

/**
 * The path of a regular file directly in the served folder. A name that leads elsewhere, also by a symbolic link, is
 * refused.
 * @param {string} folder
 * @param {string} name as the client sent it, decoded
 */
async function servedFile(folder, name) {
  if (/[/\\\0]/.test(name) || name === '.' || name === '..') {
    throw new RequestError(400, 'ERR_BAD_NAME', 'A file is named without its folder');
  }
  const file = path.join(await fs.realpath(folder), name);
  const found = await fs.lstat(file).catch(() => undefined);
  if (!found?.isFile()) throw new RequestError(404, 'ERR_NO_FILE', `There is no file "${name}"`);
  return file;
}

module.exports = { servedFile };
