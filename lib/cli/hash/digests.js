'use strict';

const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { hashFile } = require('../../hash/file.js');
const { createHash } = require('../../hash/stream.js');

/**
 * The digests of one file by algorithm; '-' is standard input.
 * @param {string} name in latin1, each character a byte
 * @param {string[]} algorithms
 * @param {(bytes: number) => void} onBytes called with the bytes that were read since it was called before
 * @returns {Promise<Record<string, string>>}
 */
async function digestsOf(name, algorithms, onBytes) {
  if (name === '-') return ofStream(process.stdin, algorithms);
  const path = Buffer.from(name, 'latin1');
  const stats = await fs.promises.stat(path);
  // Pipes and devices have no size, and neither have the files of /proc, which are not empty.
  if (!stats.isDirectory() && stats.size === 0) return ofStream(fs.createReadStream(path), algorithms);
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

module.exports = { digestsOf };
