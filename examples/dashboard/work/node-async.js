'use strict';

const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { promisify } = require('node:util');
const nodeZlib = require('node:zlib');
const { webcrypto } = require('node:crypto');
const { FORMATS, formats, hexOf, openHashes, throttled, update } = require('./node.js');

const { subtle } = webcrypto;

/** What node digests on libuv's pool. */
const SUBTLE = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };
const BYTES_A_TURN = 64 * 1024;

async function digest(algorithms, bytes, { signal }) {
  // Every name is checked before the first digest begins.
  const hashes = openHashes(algorithms);
  const digests = {};
  for (const [name, hash] of Object.entries(hashes)) {
    digests[name] = name in SUBTLE ? await inPool(name, bytes) : await inTurns(name, hash, bytes, signal);
  }
  return digests;
}

/** Nothing can stop it once it has begun. */
async function inPool(name, bytes) {
  return Buffer.from(await subtle.digest(SUBTLE[name], bytes)).toString('hex');
}

/** Other digests have no asynchronous form: on the event loop, a piece a turn. */
async function inTurns(name, hash, bytes, signal) {
  for (let start = 0; start < bytes.length; start += BYTES_A_TURN) {
    hash.update(bytes.subarray(start, start + BYTES_A_TURN));
    await nextTurn(undefined, { signal });
  }
  return hash.digest('hex');
}

/** The stream's bytes come to JavaScript, and are digested on the event loop. */
async function digestFile(algorithms, path, { signal, onProgress }) {
  const hashes = openHashes(algorithms);
  const bytesTotal = (await fs.promises.stat(path)).size;
  const report = throttled(onProgress);
  let bytesDone = 0;
  for await (const chunk of fs.createReadStream(path, { signal })) {
    update(hashes, chunk);
    bytesDone += chunk.length;
    report(bytesDone, bytesTotal);
  }
  onProgress(bytesDone, bytesTotal);
  return hexOf(hashes);
}

/**
 * The work by node's functions with callbacks and streams.
 * @param {typeof import('node:zlib')} zlib
 * @returns {import('./index.js').Work}
 */
function workWith(zlib) {
  return {
    formats,
    digest,
    digestFile,
    /** Nothing can stop it once it has begun, as for `decompress`. */
    compress(format, bytes) {
      const { compress: name, options } = FORMATS[format];
      return promisify(zlib[name])(bytes, options);
    },
    async compressFile(format, from, to, { signal, onProgress }) {
      const bytesTotal = (await fs.promises.stat(from)).size;
      const report = throttled(onProgress);
      const source = fs.createReadStream(from).on('data', () => report(source.bytesRead, bytesTotal));
      await pipeline(source, openCompressor(zlib, format), fs.createWriteStream(to), { signal });
      onProgress(bytesTotal, bytesTotal);
    },
    decompress(format, bytes, { maxOutputLength }) {
      return promisify(zlib[FORMATS[format].decompress])(bytes, { maxOutputLength });
    },
    stats: () => null,
  };
}

/** node's names: gzip has createGzip, brotliCompress has createBrotliCompress. */
function openCompressor(zlib, format) {
  const { compress: name, options } = FORMATS[format];
  return zlib[`create${name[0].toUpperCase()}${name.slice(1)}`](options);
}

// As they are now: `offloop/auto` may replace them later.
module.exports = { ...workWith({ ...nodeZlib }), workWith };
