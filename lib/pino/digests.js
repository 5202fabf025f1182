'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { refuseIrreplaceable } = require('../data/replaceable.js');
const { hashFile } = require('../hash/file.js');
const { hashSync } = require('../hash/index.js');

/**
 * Adds a line to the list of digests for each closed file that has none yet. Each line has the SHA-256 of the line before it:
 * what is changed or taken out later breaks the chain.
 * @param {string} list
 * @param {string[]} closed
 */
async function addDigests(list, closed) {
  await refuseIrreplaceable(list);
  const lines = ((await ifThere(fs.readFile(list, 'utf8'))) ?? '').split('\n').filter(Boolean);
  const known = new Set(lines.map((line) => JSON.parse(line).file));
  for (const file of closed) {
    const row = known.has(path.basename(file)) ? undefined : await ifThere(digestOf(file));
    if (row === undefined) continue;
    const last = lines.at(-1);
    const previous = last === undefined ? null : hashSync('sha256', last);
    lines.push(JSON.stringify({ ...row, previous }));
    await replace(list, lines);
  }
}

/** @param {string} file */
async function digestOf(file) {
  const { size } = await fs.stat(file);
  return { file: path.basename(file), size, sha256: await hashFile('sha256', file) };
}

/**
 * As a whole, so that no death of this process leaves half a line.
 * @param {string} list
 * @param {string[]} lines
 */
async function replace(list, lines) {
  const written = `${list}.new`;
  await fs.writeFile(written, `${lines.join('\n')}\n`, { flush: true });
  await fs.rename(written, list);
}

/**
 * Undefined for a file that is not there: `keep` may remove a closed one at any time.
 * @template T
 * @param {Promise<T>} promise
 */
async function ifThere(promise) {
  try {
    return await promise;
  } catch (/** @type {any} */ error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

module.exports = { addDigests, ifThere };
