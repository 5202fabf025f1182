'use strict';

const { createHash } = require('node:crypto');
const { createReadStream } = require('node:fs');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { createDecompress } = require('../codec/stream.js');
const { ENDINGS, closedFiles } = require('./closed-files.js');

/** @typedef {import('./closed-files.js').Format} Format */

/**
 * Adds the lines again that a list of digests has lost at its end. Their files may be compressed already: all that are newer
 * than the last one in the list are digested as they were before.
 * @param {string} file the log
 * @param {string | undefined} last the newest closed file in the list
 * @param {(name: string, digest: () => Promise<object | undefined>) => Promise<void>} add
 */
async function addCompressed(file, last = '', add) {
  const found = [];
  for (const format of /** @type {Format[]} */ (Object.keys(ENDINGS)))
    for (const compressed of await closedFiles(file, ENDINGS[format]))
      found.push({ name: path.basename(compressed, ENDINGS[format]), compressed, format });
  const lost = found.filter(({ name }) => name > last).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, compressed, format } of lost) await add(name, () => digestIfWhole(compressed, format));
}

/**
 * Undefined where the file is damaged: that must not keep the others from the list.
 * @param {string} compressed
 * @param {Format} format
 */
async function digestIfWhole(compressed, format) {
  try {
    return await digestBefore(compressed, format);
  } catch (/** @type {any} */ error) {
    if (error.syscall !== undefined) throw error;
    return undefined;
  }
}

/**
 * The size and digest of what was compressed.
 * @param {string} compressed
 * @param {Format} format
 */
async function digestBefore(compressed, format) {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    createReadStream(compressed),
    createDecompress(format),
    async (/** @type {any} */ chunks) => {
      for await (const chunk of chunks) {
        size += chunk.length;
        hash.update(chunk);
      }
    },
  );
  return { size, sha256: hash.digest('hex') };
}

module.exports = { addCompressed };
