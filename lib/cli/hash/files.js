'use strict';

const fs = require('node:fs');

/** @typedef {{ name: string, error?: any }} Found */

/**
 * The names given, and in place of directories all regular files below them, sorted by the bytes of their names.
 * @param {string[]} names
 * @returns {AsyncGenerator<Found>}
 */
async function* filesOf(names) {
  for (const name of names) {
    if (name !== '-' && (await isDirectory(name))) yield* below(name);
    else yield { name };
  }
}

/** @param {string} name */
async function isDirectory(name) {
  const stats = await fs.promises.stat(Buffer.from(name, 'latin1')).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

/**
 * @param {string} folder
 * @returns {AsyncGenerator<Found>}
 */
async function* below(folder) {
  let entries;
  try {
    entries = await fs.promises.readdir(Buffer.from(folder, 'latin1'), {
      withFileTypes: true,
      encoding: 'latin1',
    });
  } catch (error) {
    yield { name: folder, error };
    return;
  }
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* below(start + entry.name);
    else if (entry.isFile()) yield { name: start + entry.name };
  }
}

/**
 * Bytes of all files together; undefined where that is not known, or no progress bar needs it.
 * @param {string[]} names
 * @returns {Promise<number | undefined>}
 */
async function totalOf(names) {
  if (!process.stderr.isTTY || names.includes('-')) return undefined;
  let total = 0;
  for (const name of names) {
    const stats = await fs.promises.stat(Buffer.from(name, 'latin1')).catch(() => undefined);
    total += stats?.isFile() ? stats.size : 0;
  }
  return total;
}

module.exports = { filesOf, totalOf };
