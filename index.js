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
const { hashFile, hashFiles } = require('./lib/hash/file.js');
const { hash, hashMany, hashSync } = require('./lib/hash/index.js');
const { createHash } = require('./lib/hash/stream.js');
const { argon2 } = require('./lib/password/argon2.js');
const { hkdf } = require('./lib/password/hkdf.js');
const { hashPassword, needsRehash, verifyPassword } = require('./lib/password/index.js');
const { pbkdf2 } = require('./lib/password/pbkdf2.js');
const { scrypt } = require('./lib/password/scrypt.js');

readEnvironment();

module.exports = {
  argon2,
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
  hashPassword,
  hashSync,
  hkdf,
  needsRehash,
  pbkdf2,
  scrypt,
  stats,
  verifyPassword,
};
