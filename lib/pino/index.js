'use strict';

const path = require('node:path');
const { coded, fromNative } = require('../errors.js');
const native = require('../native.js');
const { requirePermission, requireWrite } = require('../permission.js');
const { launcherPath } = require('../process/launcher.js');
const { nodeProgram } = require('../process/node-program.js');
const { LogDestination } = require('./destination.js');
const { openedFile } = require('./file.js');
const { requestOf } = require('./request.js');

const ARCHIVER = path.join(__dirname, 'bootstrap', 'archive.js');

/** @param {unknown} options */
function destination(options) {
  const { file: named, mkdir, drops, compress, digest, ...request } = requestOf(options);
  const launcher = launcherPath();
  requirePermission('child');
  requireWrite(Buffer.from(named));
  const file = openedFile(named, mkdir);
  const archives = compress !== undefined || digest;
  const log = open({
    launcher: Buffer.from(launcher),
    file: Buffer.from(file),
    spool: Buffer.from(spoolOf(file)),
    ...request,
    archiver: archives ? [nodeProgram(), ARCHIVER, file, compress ?? 'none', String(digest)] : [],
  });
  if (log === null) throw inUse(file);
  return new LogDestination(log, file, drops);
}

/**
 * Hidden, so that `*` and `app.log*` do not name it: what moves or empties log files must not do so with this one.
 * @param {string} file
 */
function spoolOf(file) {
  return path.join(path.dirname(file), `.${path.basename(file)}.spool`);
}

/** @param {Parameters<typeof native.openLog>[0]} request */
function open(request) {
  try {
    return native.openLog(request);
  } catch (error) {
    throw fromNative(error);
  }
}

/** @param {string} file */
function inUse(file) {
  const message = `Another process, or another destination of this one, writes '${file}'. Give each a file of its own, for example with process.pid in its name`;
  return coded('ERR_LOG_IN_USE', message, { path: file });
}

module.exports = Object.assign(destination, { destination });
