'use strict';

const fs = require('node:fs');

/**
 * Bytes of all files together; undefined where that is not known. Only a bar wants to know.
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

module.exports = { totalOf };
