'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { compressFile } = require('../codec/file.js');
const { addDigests, ifThere } = require('./digests.js');

/** How the name of a closed file goes on after that of the log: launcher/src/log/closed.rs. */
const STAMP = /^\d{8}T\d{6}\.\d{3}Z$/;
const ENDINGS = { gzip: '.gz', zstd: '.zst' };

/** @typedef {keyof typeof ENDINGS} Format */

/**
 * Digests all closed files, and compresses and removes each of them, the oldest first. One that cannot be compressed does not
 * keep the others from it.
 * @param {string} file the log
 * @param {Format | undefined} format
 * @param {boolean} digests
 */
async function archiveAll(file, format, digests) {
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const closed = await closedFiles(file);
  if (digests) await addDigests(`${file}.digests`, closed);
  if (format === undefined) return;
  /** @type {unknown[]} */
  const failures = [];
  for (const one of closed) await ifThere(compressClosed(format, one)).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** @param {string} file */
async function closedFiles(file) {
  const [folder, prefix] = [path.dirname(file), `${path.basename(file)}.`];
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const closed = names.filter((name) => name.startsWith(prefix) && STAMP.test(name.slice(prefix.length)));
  return closed.sort().map((name) => path.join(folder, name));
}

/**
 * The compressed file is whole, and on the disk, before the closed one is removed.
 * @param {Format} format
 * @param {string} closed
 */
async function compressClosed(format, closed) {
  const { mode, uid, gid } = await fs.stat(closed);
  const target = closed + ENDINGS[format];
  const options = format === 'zstd' ? { seekable: true } : {};
  await compressFile(format, closed, target, { ...options, overwrite: true, flush: true });
  // Only root may give a file away.
  await fs.chown(target, uid, gid).catch(() => {});
  await fs.chmod(target, mode & 0o777);
  await fs.rm(closed, { force: true });
}

module.exports = { archiveAll };
