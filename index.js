'use strict';

const { readEnvironment } = require('./lib/configure.js');
const { define } = require('./lib/lazy.js');

readEnvironment();

/**
 * All public names, by the module that has them. Each module is loaded when one of its names is first looked at: to load
 * all of them would take several times as long, and most programs use a few.
 */
define(module.exports, [
  [
    ['compress', 'compressMany', 'compressSync', 'decompress', 'decompressMany', 'decompressSync'],
    () => require('./lib/codec/index.js'),
  ],
  [['compressFile', 'decompressFile'], () => require('./lib/codec/file.js')],
  [['openSeekable'], () => require('./lib/codec/seekable.js')],
  [['createCompress', 'createDecompress'], () => require('./lib/codec/stream.js')],
  [['compressionStream', 'decompressionStream'], () => require('./lib/codec/web.js')],
  [['configure', 'stats'], () => require('./lib/configure.js')],
  [['execFile'], () => require('./lib/exec-file/index.js')],
  [['hashFile', 'hashFiles'], () => require('./lib/hash/file.js')],
  [['hash', 'hashMany', 'hashSync'], () => require('./lib/hash/index.js')],
  [['createHash'], () => require('./lib/hash/stream.js')],
  [['createContentDigestCheck', 'createIntegrityCheck'], () => require('./lib/integrity/check.js')],
  [
    ['contentDigest', 'integrity', 'verifyContentDigest', 'verifyIntegrity'],
    () => require('./lib/integrity/index.js'),
  ],
  [['parseJson'], () => require('./lib/json/parse.js')],
  [['parseJsonLines'], () => require('./lib/json/lines.js')],
  [['createStringify', 'stringifyJson'], () => require('./lib/json/stringify.js')],
  [['argon2'], () => require('./lib/password/argon2.js')],
  [['hkdf'], () => require('./lib/password/hkdf.js')],
  [['hashPassword', 'needsRehash', 'verifyPassword'], () => require('./lib/password/index.js')],
  [['pbkdf2'], () => require('./lib/password/pbkdf2.js')],
  [['scrypt'], () => require('./lib/password/scrypt.js')],
  [['isolationSupport'], () => require('./lib/isolation.js')],
  [['WorkerPool'], () => require('./lib/workers/pool/pool.js')],
  [
    [
      'PoolClosedError',
      'QueueFullError',
      'TaskDataError',
      'TaskNotFoundError',
      'TaskTimeoutError',
      'WorkerCrashError',
      'WorkerPoolError',
      'WorkerStartError',
    ],
    () => require('./lib/workers/errors.js').CLASSES,
  ],
]);
