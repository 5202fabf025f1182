'use strict';

const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { hashFile, hashFiles } = require('../../hash/file.js');
const { createHash } = require('../../hash/stream.js');
const { standardInput } = require('../input.js');

/**
 * The digests of one file by algorithm; '-' is standard input.
 * @param {string} name in latin1, each character a byte
 * @param {string[]} algorithms
 * @param {(bytes: number) => void} onBytes called with the bytes that were read since it was called before
 * @returns {Promise<Record<string, string>>}
 */
async function digestsOf(name, algorithms, onBytes) {
  if (name === '-') return ofStream(standardInput(), algorithms);
  const path = Buffer.from(name, 'latin1');
  const stats = await fs.promises.stat(path);
  // FIFOs and devices are read as streams, as sha256sum reads them, and so are the files of /proc, which have no size.
  if (!stats.isDirectory() && !(stats.isFile() && stats.size > 0))
    return ofStream(fs.createReadStream(path), algorithms);
  let before = 0;
  const onProgress = (/** @type {number} */ done) => {
    onBytes(done - before);
    before = done;
  };
  return hashFile(algorithms, path, { onProgress });
}

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {string[]} algorithms
 */
async function ofStream(stream, algorithms) {
  const hash = createHash(algorithms);
  await pipeline(stream, hash);
  return hash.digest();
}

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

/** How many files are in work at once: twice what the native half reads at once. */
const UNDER_WAY = 8;

/**
 * The results of `work` in the order of the items, some of which are in work at once.
 * @template Item, Result
 * @param {Iterable<Item> | AsyncIterable<Item>} items
 * @param {(item: Item) => Promise<Result>} work that does not reject
 * @returns {AsyncGenerator<Result, void>}
 */
async function* inOrder(items, work) {
  /** @type {Promise<Result>[]} */
  const waiting = [];
  for await (const item of items) {
    waiting.push(work(item));
    if (waiting.length === UNDER_WAY) yield await /** @type {Promise<Result>} */ (waiting.shift());
  }
  yield* waiting;
}

module.exports = { digestsOf, inOrder, treeDigests };
