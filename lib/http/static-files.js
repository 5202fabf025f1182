'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { lookup } = require('mrmime');

/** What a compressed copy of a file is called, by its encoding: as nginx, Caddy and other servers of files call it. */
const SUFFIXES = /** @type {const} */ ({ br: '.br', zstd: '.zst', gzip: '.gz' });

/** @typedef {keyof typeof SUFFIXES} FileEncoding */

const ENCODINGS = /** @type {FileEncoding[]} */ (Object.keys(SUFFIXES));

/**
 * The Content-Type of a file by its name; text is in UTF-8. Undefined for names that say nothing.
 * @param {string} name
 */
function typeOf(name) {
  const type = lookup(name);
  if (type === undefined) return undefined;
  return /^text\/|^application\/(?:json|javascript|manifest\+json)$/.test(type)
    ? `${type}; charset=utf-8`
    : type;
}

/**
 * What is at a path within a folder, where links lead; undefined for what is not there, or is outside of the folder.
 * @param {string} root without links
 * @param {string} file
 * @returns {Promise<import('node:fs').Stats | undefined>}
 */
async function statWithin(root, file) {
  try {
    const real = await fs.realpath(file);
    const isWithin = real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
    return isWithin ? await fs.stat(real) : undefined;
  } catch (/** @type {any} */ error) {
    if (ABSENT.has(error.code)) return undefined;
    throw error;
  }
}

/**
 * As `statWithin`, of a file only.
 * @param {string} root
 * @param {string} file
 */
async function fileWithin(root, file) {
  const stats = await statWithin(root, file);
  return stats?.isFile() ? stats : undefined;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']);

/**
 * Whether a compressed copy was made of a file as it is now. Copies have the time of their file, or a later one; some file
 * systems keep times in less detail than others.
 * @param {import('node:fs').Stats} copy
 * @param {import('node:fs').Stats} file
 */
function isCurrent(copy, file) {
  return Math.ceil(copy.mtimeMs) >= Math.floor(file.mtimeMs);
}

module.exports = { ENCODINGS, SUFFIXES, fileWithin, isCurrent, statWithin, typeOf };
