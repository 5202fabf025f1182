'use strict';

const fs = require('node:fs');
const { ofOutput, whereOfOutput } = require('./report.js');

/** @typedef {import('./run.js').Context} Context */

/**
 * What is known of a file that is to be replaced, or why it is left out, in gzip's words.
 * @param {string} file
 * @param {{ force?: boolean, follows: boolean }} how `follows` where the file stays, so that a link does no harm
 * @returns {Promise<{ stats: fs.Stats, warning?: string }>}
 */
async function inspect(file, { force, follows }) {
  const stats = await (follows || force ? fs.promises.stat(file) : fs.promises.lstat(file));
  if (stats.isSymbolicLink())
    throw Object.assign(new Error('Too many levels of symbolic links'), { code: 'ELOOP' });
  if (stats.isDirectory()) return { stats, warning: 'is a directory -- ignored' };
  if (follows) return { stats };
  if (!stats.isFile()) return { stats, warning: 'is not a directory or a regular file - ignored' };
  return { stats, warning: force ? undefined : special(stats) };
}

/** @param {fs.Stats} stats */
function special({ mode, nlink }) {
  if (mode & 0o4000) return 'is set-user-ID on execution - ignored';
  if (mode & 0o2000) return 'is set-group-ID on execution - ignored';
  if (mode & 0o1000) return 'has the sticky bit set - file ignored';
  if (nlink > 1) return `has ${nlink - 1} other link${nlink > 2 ? 's' : ''} -- file ignored`;
  return undefined;
}

/**
 * Puts the result in the place of the file.
 * @param {string} file
 * @param {fs.Stats} stats
 * @param {Context} context
 */
async function replace(file, stats, context) {
  const { direction, options, report } = context;
  const { target, warning } = direction.targetOf(file);
  if (target === undefined) return report.warned(file, `${warning}`);
  try {
    await codeFile(file, target, stats, context);
  } catch (/** @type {any} */ error) {
    if (error.code !== 'EEXIST') throw error;
    return report.warned(target, 'already exists; not overwritten');
  }
  if (!options.keep) await fs.promises.unlink(file);
}

/**
 * @param {string} file
 * @param {string} target
 * @param {fs.Stats} stats
 * @param {Context} context
 */
async function codeFile(file, target, stats, { direction, options, progress, report, signal }) {
  const onProgress = (/** @type {number} */ done) => progress.update(done);
  progress.begin(file, stats.size);
  const job = { overwrite: options.force, signal, onProgress };
  const coded = direction.fileCoder(file, target, job);
  const { bytesRead, bytesWritten } = await whereOfOutput(target, coded);
  progress.end();
  await ofOutput(target, keepAttributes(target, stats));
  report.done(
    file,
    ` ${bytesRead} -> ${bytesWritten} bytes -- ${options.keep ? 'created' : 'replaced with'} ${target}`,
  );
}

/**
 * Gives a file the times and the owner of what it was made of. Only root can give a file away.
 * @param {string} target
 * @param {fs.Stats} stats
 */
async function keepAttributes(target, { atime, mtime, uid, gid }) {
  await fs.promises.utimes(target, atime, mtime);
  const made = await fs.promises.lstat(target);
  if (made.uid !== uid || made.gid !== gid) await fs.promises.lchown(target, uid, gid).catch(() => {});
}

module.exports = { codeFile, inspect, replace };
