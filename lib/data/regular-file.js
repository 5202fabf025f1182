'use strict';

const fs = require('node:fs');
const { unsupportedFile } = require('../errors.js');

const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = fs.constants;
/** Opening does not wait for a writer if it is a FIFO, and makes no terminal that of this process. */
const FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY;

/** @typedef {(error: NodeJS.ErrnoException | null, fd?: number) => void} Opened */

/**
 * A stream of a file's bytes, as fs.createReadStream, that fails with ERR_UNSUPPORTED_FILE_TYPE where the file is a FIFO,
 * socket or device, as native code that reads a file does.
 * @param {Buffer} path
 * @param {number} highWaterMark
 */
function readRegularFile(path, highWaterMark) {
  const ways = { open, read: fs.read, close: fs.close };
  return fs.createReadStream(path, { fs: ways, flags: /** @type {any} */ (FLAGS), highWaterMark });
}

/**
 * @param {Buffer} path
 * @param {number} flags
 * @param {number} mode
 * @param {Opened} done
 */
function open(path, flags, mode, done) {
  // To open a FIFO lets go a writer that waits for a reader, and to open a device may do something.
  fs.stat(path, (_, asked) => {
    const refusal = asked && refusalOf(asked, path);
    if (refusal !== undefined) return done(refusal);
    fs.open(path, flags, mode, (error, fd) => (error ? done(error) : check(fd, path, done)));
  });
}

/**
 * What was opened may be another file than the one that was asked about.
 * @param {number} fd
 * @param {Buffer} path
 * @param {Opened} done
 */
function check(fd, path, done) {
  fs.fstat(fd, (error, opened) => {
    const refusal = error ?? refusalOf(opened, path);
    if (refusal === undefined) return done(null, fd);
    fs.close(fd, () => done(refusal));
  });
}

/**
 * @param {fs.Stats} stats
 * @param {Buffer} path
 */
function refusalOf(stats, path) {
  if (stats.isFile() || stats.isDirectory()) return undefined;
  return unsupportedFile(fileTypeOf(stats), String(path));
}

/** @param {fs.Stats} stats of what is not a regular file */
function fileTypeOf(stats) {
  if (stats.isDirectory()) return 'directory';
  if (stats.isFIFO()) return 'FIFO';
  return stats.isSocket() ? 'socket' : 'device';
}

/**
 * Opens a file to read, which is regular, or a directory.
 * @param {Buffer} path
 * @param {Opened} done
 */
function openRegularFile(path, done) {
  open(path, FLAGS, 0, done);
}

module.exports = { fileTypeOf, openRegularFile, readRegularFile };
