'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { compressFile } = require('../codec/file.js');
const { flush } = require('../data/flush.js');
const { refuseIrreplaceable } = require('../data/replaceable.js');
const { ENDINGS, closedFiles } = require('./closed-files.js');
const { addDigests, ifThere } = require('./digests.js');

/** @typedef {import('./closed-files.js').Format} Format */

/**
 * Digests all closed files, and compresses and removes each of them, the oldest first. One that cannot be compressed does not
 * keep the others from it.
 * @param {string} file the log
 * @param {Format | undefined} format
 * @param {boolean} digests
 */
async function archiveAll(file, format, digests) {
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const closed = await closedFiles(file, '');
  if (digests) await addDigests(file, closed);
  if (format === undefined) return;
  /** @type {unknown[]} */
  const failures = [];
  const workshop = await emptyWorkshop(file);
  for (const one of closed)
    await ifThere(compressClosed(format, one, workshop)).catch((error) => failures.push(error));
  await fs.rm(workshop, { recursive: true, force: true });
  if (failures.length > 0) throw failures[0];
}

/**
 * A folder for what is not whole yet. The files of an archiver that was killed are in it and go: only one of a log runs at a
 * time. Beside the log they could not be told from those of other programs.
 * @param {string} file the log
 */
async function emptyWorkshop(file) {
  const workshop = path.join(path.dirname(file), `.${path.basename(file)}.archiving`);
  await fs.rm(workshop, { recursive: true, force: true });
  await fs.mkdir(workshop, { mode: 0o700 });
  return workshop;
}

/**
 * The compressed file is whole, and on the disk, before the closed one is removed.
 * @param {Format} format
 * @param {string} closed
 * @param {string} workshop
 */
async function compressClosed(format, closed, workshop) {
  const { mode, uid, gid } = await fs.stat(closed);
  const target = closed + ENDINGS[format];
  await refuseIrreplaceable(target);
  const made = path.join(workshop, path.basename(target));
  const options = format === 'zstd' ? { seekable: true } : {};
  await compressFile(format, closed, made, { ...options, flush: true });
  // Only root may give a file away.
  await fs.chown(made, uid, gid).catch(() => {});
  await fs.chmod(made, mode & 0o777);
  await fs.rename(made, target);
  await flushNames(path.dirname(target));
  await fs.rm(closed, { force: true });
}

/** @param {string} folder */
async function flushNames(folder) {
  await flush(folder).catch((error) => {
    // Some file systems cannot flush a folder.
    if (error.code !== 'EINVAL') throw error;
  });
}

module.exports = { archiveAll };
