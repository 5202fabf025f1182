'use strict';

const fs = require('node:fs');

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

module.exports = { inspect };
