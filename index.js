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
const { createCompress, createDecompress } = require('./lib/codec/stream.js');
const { compressionStream, decompressionStream } = require('./lib/codec/web.js');
const { configure, readEnvironment, stats } = require('./lib/engine.js');
const { execFile } = require('./lib/exec-file/index.js');
const { hashFile, hashFiles } = require('./lib/hash/file.js');
const { hash, hashMany, hashSync } = require('./lib/hash/index.js');
const { createHash } = require('./lib/hash/stream.js');
const { isolationSupport } = require('./lib/isolation.js');
const { CLASSES: poolErrors } = require('./lib/workers/errors.js');
const { WorkerPool } = require('./lib/workers/pool.js');

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
  execFile,
  hash,
  hashFile,
  hashFiles,
  hashMany,
  hashSync,
  isolationSupport,
  stats,
  WorkerPool,
  ...poolErrors,
};
