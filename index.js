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
const { configure, readEnvironment, stats } = require('./lib/engine.js');
const { hashFile, hashFiles } = require('./lib/hash/file.js');
const { hash, hashMany, hashSync } = require('./lib/hash/index.js');

readEnvironment();

module.exports = {
  compress,
  compressFile,
  compressMany,
  compressSync,
  configure,
  decompress,
  decompressFile,
  decompressMany,
  decompressSync,
  hash,
  hashFile,
  hashFiles,
  hashMany,
  hashSync,
  stats,
};
