'use strict';

/**
 * The public names of what works on data in memory, by the module that has them.
 * @type {import('./lazy.js').Part[]}
 */
module.exports = [
  [
    ['compress', 'compressMany', 'compressSync', 'decompress', 'decompressMany', 'decompressSync'],
    () => require('./codec/index.js'),
  ],
  [['createCompress', 'createDecompress'], () => require('./codec/stream.js')],
  [['compressionStream', 'decompressionStream'], () => require('./codec/web.js')],
  [['configure', 'stats'], () => require('./configure.js')],
  [['hash', 'hashMany', 'hashSync'], () => require('./hash/index.js')],
  [['createHash'], () => require('./hash/stream.js')],
  [['createContentDigestCheck', 'createIntegrityCheck'], () => require('./integrity/check.js')],
  [
    ['contentDigest', 'integrity', 'verifyContentDigest', 'verifyIntegrity'],
    () => require('./integrity/index.js'),
  ],
  [['parseJson'], () => require('./json/parse.js')],
  [['parseJsonLines'], () => require('./json/lines.js')],
  [['createStringify', 'stringifyJson'], () => require('./json/stringify.js')],
  [['argon2'], () => require('./password/argon2.js')],
  [['hkdf'], () => require('./password/hkdf.js')],
  [['hashPassword', 'needsRehash', 'verifyPassword'], () => require('./password/index.js')],
  [['pbkdf2'], () => require('./password/pbkdf2.js')],
  [['scrypt'], () => require('./password/scrypt.js')],
  // What the options of all of them are checked against, and what refuses one that is unknown.
  [[], () => require('./option-names.js')],
  [[], () => require('./unknown-option.js')],
];
