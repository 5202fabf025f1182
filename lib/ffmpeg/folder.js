'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { flush } = require('../data/flush.js');

/**
 * Calls `use` with a new folder in `parent`, which is gone afterwards with what is still in it.
 * @template T
 * @param {string} parent
 * @param {string} prefix of its name
 * @param {(folder: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withFolder(parent, prefix, use) {
  const folder = await fs.promises.mkdtemp(path.join(parent, prefix));
  try {
    return await use(folder);
  } finally {
    await fs.promises.rm(folder, { recursive: true, force: true });
  }
}

/**
 * Calls `use` with a new folder for a result that is to be renamed into `parent`. mkdtemp makes folders that no other user
 * can read; this is one with the usual rights in one of those.
 * @template T
 * @param {string} parent
 * @param {(folder: string) => Promise<T>} use
 */
function withResultFolder(parent, use) {
  return withFolder(parent, '.offloop-media-', async (own) => {
    const folder = path.join(own, 'result');
    await fs.promises.mkdir(folder);
    return use(folder);
  });
}

/**
 * Gives a result its name, by which it appears whole. Files that are made in a sandbox can be read by no other user; they
 * get the rights of files that this process makes.
 * @param {string} folder
 * @param {string[]} files in it
 * @param {boolean | undefined} isFlushed whether the disk has the result when this resolves
 * @param {{ from: string, to: string }} names of the file or folder
 */
async function publish(folder, files, isFlushed, { from, to }) {
  const { mode } = await fs.promises.stat(folder);
  for (const name of files) {
    const file = path.join(folder, name);
    await fs.promises.chmod(file, mode & 0o666);
    if (isFlushed) await flush(file);
  }
  if (isFlushed && from === folder) await flush(folder);
  await fs.promises.rename(from, to);
  if (isFlushed) await flush(path.dirname(to));
}

module.exports = { publish, withFolder, withResultFolder };
