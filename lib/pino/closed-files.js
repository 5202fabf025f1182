'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');

/** How the name of a closed file goes on after that of the log: launcher/src/log/closed.rs. */
const STAMP = /^\d{8}T\d{6}\.\d{3}Z$/;

/** How that of a compressed one ends. */
const ENDINGS = { gzip: '.gz', zstd: '.zst' };

/** @typedef {keyof typeof ENDINGS} Format */

/**
 * The closed files of a log whose names end so, the oldest first.
 * @param {string} file the log
 * @param {string} ending empty for those that are not compressed
 */
async function closedFiles(file, ending) {
  const [folder, prefix] = [path.dirname(file), `${path.basename(file)}.`];
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const isClosed = (/** @type {string} */ name) =>
    name.startsWith(prefix) &&
    name.endsWith(ending) &&
    STAMP.test(name.slice(prefix.length, name.length - ending.length));
  return names
    .filter(isClosed)
    .sort()
    .map((name) => path.join(folder, name));
}

module.exports = { ENDINGS, closedFiles };
