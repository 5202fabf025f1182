'use strict';

const fs = require('node:fs');
const os = require('node:os');
const { fromNative } = require('../errors.js');

const { EINVAL, EISDIR } = os.constants.errno;

/**
 * Refuses a target that is not to be replaced by a file, before any work is done for it: a directory, and a device, pipe or
 * socket, as native code does. To rename over `/dev/null`, which root can, would harm every program of the machine; so would
 * it over a link to a device, such as `/dev/stdout`. Any other link is replaced itself.
 * @param {string} target
 */
async function refuseIrreplaceable(target) {
  const stats = await statsOf(target, fs.promises.lstat);
  if (stats?.isDirectory()) throw refusal(EISDIR, target);
  const reached = stats?.isSymbolicLink() ? await statsOf(target, fs.promises.stat) : stats;
  if (reached !== undefined && !reached.isFile() && !reached.isDirectory()) throw refusal(EINVAL, target);
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

module.exports = { refuseIrreplaceable };
