'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { refuseIrreplaceable } = require('../data/replaceable.js');
const { hashFile } = require('../hash/file.js');
const { hashSync } = require('../hash/index.js');

/**
 * Adds a line to the list of digests for each closed file that has none yet. Each line has the SHA-256 of the line before it:
 * what is changed or taken out later breaks the chain.
 * @param {string} file the log
 * @param {string[]} closed
 */
async function addDigests(file, closed) {
  const list = `${file}.digests`;
  await refuseIrreplaceable(list);
  const { lines, isTorn } = linesIn((await ifThere(fs.readFile(list, 'utf8'))) ?? '');
  const known = new Set(lines.map(fileIn));
  const add = async (/** @type {string} */ name, /** @type {() => Promise<object | undefined>} */ digest) => {
    const row = known.has(name) ? undefined : await ifThere(digest());
    if (row === undefined) return;
    known.add(name);
    const last = lines.at(-1);
    const previous = last === undefined ? null : hashSync('sha256', last);
    lines.push(JSON.stringify({ file: name, ...row, previous }));
    await replace(list, lines);
  };
  if (isTorn) await require('./torn-list.js').addCompressed(file, fileIn(lines.at(-1) ?? ''), add);
  for (const one of closed) await add(path.basename(one), () => digestOf(one));
  if (isTorn) await replace(list, lines);
}

/**
 * The whole lines of a list. A machine that lost power may have torn the last one: it has no end then.
 * @param {string} text
 */
function linesIn(text) {
  const lines = text.split('\n');
  const rest = /** @type {string} */ (lines.pop());
  if (fileIn(rest) !== undefined) lines.push(rest);
  return { lines: lines.filter(Boolean), isTorn: rest !== '' };
}

/**
 * The closed file that a line is about; undefined for one that is no line of ours, which stays as it is.
 * @param {string} line
 * @returns {string | undefined}
 */
function fileIn(line) {
  try {
    return JSON.parse(line).file;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
async function digestOf(file) {
  const { size } = await fs.stat(file);
  return { size, sha256: await hashFile('sha256', file) };
}

/**
 * As a whole, so that no death of this process leaves half a line.
 * @param {string} list
 * @param {string[]} lines
 */
async function replace(list, lines) {
  const written = `${list}.new`;
  await fs.writeFile(written, lines.map((line) => `${line}\n`).join(''), { flush: true });
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
