'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { FORMATS, formats, hexOf, openHashes, throttled, update } = require('./node.js');

const BYTES_A_READ = 1024 * 1024;

// A signal would come too late for each of them: nothing else happens before they return.

async function digest(algorithms, bytes) {
  const hashes = openHashes(algorithms);
  update(hashes, bytes);
  return hexOf(hashes);
}

async function digestFile(algorithms, path, { onProgress }) {
  const hashes = openHashes(algorithms);
  const file = fs.openSync(path, 'r');
  try {
    updateFromFile(hashes, file, onProgress);
  } finally {
    fs.closeSync(file);
  }
  return hexOf(hashes);
}

function updateFromFile(hashes, file, onProgress) {
  const bytesTotal = fs.fstatSync(file).size;
  const piece = Buffer.allocUnsafe(BYTES_A_READ);
  const report = throttled(onProgress);
  let bytesDone = 0;
  for (let read; (read = fs.readSync(file, piece)) > 0; report(bytesDone, bytesTotal)) {
    update(hashes, piece.subarray(0, read));
    bytesDone += read;
  }
  onProgress(bytesDone, bytesTotal);
}

async function compress(format, bytes) {
  const { compress: name, options } = FORMATS[format];
  return zlib[`${name}Sync`](bytes, options);
}

/** There is no progress before the end. */
async function compressFile(format, from, to, { onProgress }) {
  const bytes = fs.readFileSync(from);
  fs.writeFileSync(to, await compress(format, bytes));
  onProgress(bytes.length, bytes.length);
}

async function decompress(format, bytes, { maxOutputLength }) {
  return zlib[`${FORMATS[format].decompress}Sync`](bytes, { maxOutputLength });
}

module.exports = {
  formats,
  digest,
  digestFile,
  compress,
  compressFile,
  decompress,
  stats: () => null,
};
