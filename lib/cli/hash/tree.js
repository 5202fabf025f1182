'use strict';

const { hashFiles } = require('../../hash/file.js');

/**
 * The digests of a directory tree by algorithm.
 * @param {string} name in latin1, each character a byte
 * @param {string[]} algorithms
 * @returns {Promise<Record<string, string>>}
 */
async function treeDigests(name, algorithms) {
  const directory = Buffer.from(name, 'latin1');
  /** @type {Record<string, string>} */
  const digests = {};
  for (const algorithm of algorithms) {
    const tree = await /** @type {any} */ (hashFiles)(algorithm, { directory });
    const failed = tree.entries.find((/** @type {any} */ { error }) => error !== undefined);
    if (failed !== undefined) throw Object.assign(failed.error, { path: failed.path });
    digests[algorithm] = tree.digest;
  }
  return digests;
}

module.exports = { treeDigests };
