'use strict';

const offloop = require('../..');
const zlib = require('../../zlib.js');
const { GONE, refusesGone, through } = require('./helpers/gone.js');

const GZIP = zlib.gzipSync('a');
const SRI = 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';
const FIELD = 'sha-256=:ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=:';
const BCRYPT = `$2b$04$${'.'.repeat(22)}${'a'.repeat(31)}`;
const ARGON = { message: 'a', nonce: '12345678', parallelism: 1, tagLength: 16, memory: 8, passes: 1 };

/** Every entry that takes data. */
const ENTRIES = {
  hash: (data) => offloop.hash('sha256', data),
  'hash on the pool': (data) => offloop.hash('blake3', data, { transfer: true }),
  hashMany: (data) => offloop.hashMany('sha256', ['a', data]),
  hashSync: async (data) => offloop.hashSync('sha256', data),
  'key of a digest': (data) => offloop.hash('sha256', 'a', { key: data }),
  'createHash().update': async (data) => offloop.createHash('sha256').update(data).digest(),
  createHash: (data) => through(offloop.createHash('sha256'), data),
  createCompress: (data) => through(offloop.createCompress('gzip'), data),
  'createCompress on threads': (data) => through(offloop.createCompress('gzip', { threads: 2 }), data),
  createDecompress: (data) => through(offloop.createDecompress('gzip'), data),
  createIntegrityCheck: (data) => through(offloop.createIntegrityCheck(SRI), data),
  compressionStream: (data) => offloop.compressionStream('gzip').writable.getWriter().write(data),
  decompressionStream: (data) => offloop.decompressionStream('gzip').writable.getWriter().write(data),
  integrity: (data) => offloop.integrity(data),
  verifyIntegrity: (data) => offloop.verifyIntegrity(data, SRI),
  contentDigest: (data) => offloop.contentDigest(data),
  verifyContentDigest: (data) => offloop.verifyContentDigest(data, FIELD),
  compress: (data) => offloop.compress('gzip', data),
  compressMany: (data) => offloop.compressMany('zstd', ['a', data]),
  compressSync: async (data) => offloop.compressSync('br', data),
  dictionary: (data) => offloop.compress('zstd', 'a', { dictionary: data }),
  decompress: (data) => offloop.decompress('auto', data),
  decompressMany: (data) => offloop.decompressMany('gzip', [GZIP, data]),
  decompressSync: async (data) => offloop.decompressSync('gzip', data),
  openSeekable: (data) => offloop.openSeekable(data),
  parseJson: (data) => offloop.parseJson(data),
  parseJsonLines: async (data) => offloop.parseJsonLines(data).next(),
  hashPassword: (data) => offloop.hashPassword(data, { algorithm: 'bcrypt', cost: 4 }),
  'hashPassword with Argon2': (data) => offloop.hashPassword(data, { memory: 8, passes: 1 }),
  'secret of a password': (data) => offloop.hashPassword('a', { memory: 8, passes: 1, secret: data }),
  verifyPassword: (data) => offloop.verifyPassword(data, BCRYPT),
  'message of argon2': (data) => offloop.argon2('argon2id', { ...ARGON, message: data }),
  'associated data of argon2': (data) => offloop.argon2('argon2id', { ...ARGON, associatedData: data }),
  hkdf: (data) => offloop.hkdf('sha256', data, '', '', 16),
  'info of hkdf': (data) => offloop.hkdf('sha256', 'a', '', data, 16),
  pbkdf2: (data) => offloop.pbkdf2(data, 'salt', 1, 16, 'sha256'),
  'salt of pbkdf2': (data) => offloop.pbkdf2('a', data, 1, 16, 'sha256'),
  scrypt: (data) => offloop.scrypt(data, 'salt', 16, { N: 2 }),
  createContentDigestCheck: (data) => through(offloop.createContentDigestCheck(FIELD), data),
  'input of execFile': (data) => offloop.execFile('cat', { input: data }),
};

refusesGone(ENTRIES);

test('a path of bytes without memory is refused', async () => {
  const path = GONE.Buffer();
  const refusal = { code: 'ERR_INVALID_STATE', message: expect.stringContaining('"path"') };
  await expect(offloop.hashFile('sha256', path)).rejects.toMatchObject(refusal);
});

test('the message names the input of a list', async () => {
  await expect(offloop.hashMany('sha256', ['a', GONE.DataView()])).rejects.toThrow('"inputs[1]"');
});
