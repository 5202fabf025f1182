'use strict';

const fs = require('node:fs');
const os = require('node:os');
const { fromNative } = require('../errors.js');
const { endsWithSlash } = require('./path.js');

const { EINVAL, EISDIR } = os.constants.errno;

/**
 * Refuses a target whose name ends with a slash, as the system does where it would make the file.
 * @param {string} target
 */
function refuseFolderName(target) {
  if (endsWithSlash(target)) throw refusal(EISDIR, target);
}

/**
 * Refuses a target that is not to be replaced by a file, before any work is done for it: a directory, and a device, pipe or
 * socket, as native code does. To rename over `/dev/null`, which root can, would harm every program of the machine; so would
 * it over a link to a device, and over `/dev/stdout`, which leads into /proc. Any other link is replaced itself.
 * @param {string} target
 */
async function refuseIrreplaceable(target) {
  refuseFolderName(target);
  const stats = await statsOf(target, fs.promises.lstat);
  if (stats?.isDirectory()) throw refusal(EISDIR, target);
  const isLink = stats?.isSymbolicLink();
  const reached = isLink ? await statsOf(target, fs.promises.stat) : stats;
  if (reached !== undefined && !reached.isFile() && !reached.isDirectory()) throw refusal(EINVAL, target);
  if (isLink && (await leadsIntoProc(target))) throw refusal(EINVAL, target);
}

/**
 * Whether a link is to what a process has open, which may be a file at the moment.
 * @param {string} link
 */
async function leadsIntoProc(link) {
  const place = await fs.promises.readlink(link).catch(() => '');
  return place === '/proc' || place.startsWith('/proc/');
}

/**
 * @param {string} target
 * @param {(path: string) => Promise<fs.Stats>} stat
 * @returns {Promise<fs.Stats | undefined>} undefined where nothing is there, or what is there is for others to say
 */
async function statsOf(target, stat) {
  return stat(target).catch(() => undefined);
}

/**
 * @param {number} errno
 * @param {string} target
 */
function refusal(errno, target) {
  return fromNative({ code: 'SYSTEM', errno, syscall: 'open', path: target });
}

module.exports = { refuseFolderName, refuseIrreplaceable };
