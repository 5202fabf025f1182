'use strict';

const {
  compress,
  compressMany,
  compressSync,
  decompress,
  decompressMany,
  decompressSync,
} = require('./lib/codec/index.js');
const { compressFile, decompressFile } = require('./lib/codec/file.js');
const { openSeekable } = require('./lib/codec/seekable.js');
const { createCompress, createDecompress } = require('./lib/codec/stream.js');
const { compressionStream, decompressionStream } = require('./lib/codec/web.js');
const { configure, readEnvironment, stats } = require('./lib/engine.js');
const { hashFile, hashFiles } = require('./lib/hash/file.js');
const { hash, hashMany, hashSync } = require('./lib/hash/index.js');
const { createHash } = require('./lib/hash/stream.js');

readEnvironment();

module.exports = {
  compress,
  compressFile,
  compressMany,
  compressSync,
  compressionStream,
  configure,
  createCompress,
  createDecompress,
  createHash,
  decompress,
  decompressFile,
  decompressMany,
  decompressSync,
  decompressionStream,
  hash,
  hashFile,
  hashFiles,
  hashMany,
  hashSync,
  openSeekable,
  stats,
};
