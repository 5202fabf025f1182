'use strict';

const { gzipSync } = require('node:zlib');
const offloop = require('../..');
const http = require('../../express.js');
const fastify = require('../../fastify.js');
const { OF_ENTRY_POINTS, THAT_THROW, stoppedService } = require('./entry-point-calls.js');

const GZIP = gzipSync('a');
const SRI = 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';
const FIELD = 'sha-256=:ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=:';
const BCRYPT = `$2b$04$${'.'.repeat(22)}${'a'.repeat(31)}`;
/** No test starts it. */
const FILE = __filename;

/**
 * Makes a pool that has never had a worker, and closes it.
 * @template T
 * @param {object | undefined} options
 * @param {(pool: import('../../index.js').WorkerPool<any>) => T | Promise<T>} use
 */
async function withPool(options, use) {
  const pool = new offloop.WorkerPool(FILE, options);
  try {
    return await use(pool);
  } finally {
    await pool.destroy();
  }
}

/** @param {(reader: any) => Promise<unknown>} use */
async function withReader(use) {
  const reader = await offloop.openSeekable(await offloop.compress('zstd', 'a', { seekable: true }));
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}

/** @param {any} stream */
function destroyed(stream) {
  stream.on('error', () => {}).destroy();
}

/** How a sandbox is asked for, by the call that has it. */
const SANDBOXES = {
  execFile: (sandbox) => offloop.execFile('true', [], { sandbox }),
  WorkerPool: (sandbox) => withPool({ sandbox }, () => {}),
  supervise: async (sandbox) => stoppedService({ sandbox }),
};

/**
 * Every call of lib/option-names.js, made with an object of options. All of them are refused before anything is done.
 * @type {Record<string, (options: any) => unknown>}
 */
const CALLS = {
  hash: (options) => offloop.hash('sha256', 'a', options),
  hashMany: (options) => offloop.hashMany('sha256', ['a'], options),
  hashSync: (options) => offloop.hashSync('sha256', 'a', options),
  hashFile: (options) => offloop.hashFile('sha256', FILE, options),
  hashFiles: (options) => offloop.hashFiles('sha256', [FILE], options),
  'hashFiles.paths': (paths) => offloop.hashFiles('sha256', { directory: __dirname, ...paths }),
  createHash: (options) => destroyed(offloop.createHash('sha256', options)),

  integrity: (options) => offloop.integrity('a', undefined, options),
  verifyIntegrity: (options) => offloop.verifyIntegrity('a', SRI, options),
  contentDigest: (options) => offloop.contentDigest('a', undefined, options),
  verifyContentDigest: (options) => offloop.verifyContentDigest('a', FIELD, options),
  createIntegrityCheck: (options) => destroyed(offloop.createIntegrityCheck(SRI, options)),
  createContentDigestCheck: (options) => destroyed(offloop.createContentDigestCheck(FIELD, options)),

  compress: (options) => offloop.compress('gzip', 'a', options),
  compressMany: (options) => offloop.compressMany('gzip', ['a'], options),
  compressSync: (options) => offloop.compressSync('gzip', 'a', options),
  compressFile: (options) => offloop.compressFile('gzip', FILE, FILE, options),
  createCompress: (options) => destroyed(offloop.createCompress('gzip', options)),
  compressionStream: (options) => offloop.compressionStream('gzip', options),
  decompress: (options) => offloop.decompress('gzip', GZIP, options),
  decompressMany: (options) => offloop.decompressMany('gzip', [GZIP], options),
  decompressSync: (options) => offloop.decompressSync('gzip', GZIP, options),
  decompressFile: (options) => offloop.decompressFile('gzip', FILE, FILE, options),
  createDecompress: (options) => destroyed(offloop.createDecompress('gzip', options)),
  decompressionStream: (options) => offloop.decompressionStream('gzip', options),
  openSeekable: (options) => offloop.openSeekable(GZIP, options),
  'SeekableReader#read': (options) => withReader((reader) => reader.read(0, 1, options)),

  parseJson: (options) => offloop.parseJson('1', options),
  parseJsonLines: (options) => offloop.parseJsonLines('1', options).next(),
  stringifyJson: (options) => offloop.stringifyJson(1, options),
  createStringify: (options) => offloop.createStringify(1, options),

  hashPassword: (options) => offloop.hashPassword('a', { memory: 8, passes: 1, ...options }),
  needsRehash: (options) => offloop.needsRehash(BCRYPT, options),
  verifyPassword: (options) => offloop.verifyPassword('a', BCRYPT, options),
  argon2: (options) => offloop.argon2('argon2id', PARAMETERS, options),
  'argon2.parameters': (parameters) => offloop.argon2('argon2id', { ...PARAMETERS, ...parameters }),
  hkdf: (options) => offloop.hkdf('sha256', 'a', '', '', 16, options),
  pbkdf2: (options) => offloop.pbkdf2('a', 'b', 1, 16, 'sha256', options),
  scrypt: (options) => offloop.scrypt('a', 'b', 16, { N: 2, ...options }),

  configure: (options) => offloop.configure(options),

  execFile: (options) => offloop.execFile('true', [], options),
  'execFile.limits': (limits) => offloop.execFile('true', [], { limits }),
  '.sandbox': SANDBOXES.execFile,
  '.sandbox.network': (network) => SANDBOXES.execFile({ network: { tcp: [80], ...network } }),
  '.sandbox.user': (user) => SANDBOXES.execFile({ user: { uid: 1, gid: 1, ...user } }),

  compression: (options) => http.compression(options),
  'compression.levels': (levels) => http.compression({ levels }),
  errorHandler: (options) => http.errorHandler(options),
  decompressBody: (options) => http.decompressBody(options),
  'http:contentDigest': (options) => http.contentDigest(options),
  'http:json': (options) => http.json(options),
  'fastify:json': (options) => fastify.json({}, options),
  'fastify:compression': (options) => fastify.compression({}, options),
  'fastify:decompressBody': (options) => fastify.decompressBody({}, options),
  metrics: (options) => http.metrics(options),
  precompress: (options) => http.precompress('/nowhere', options),
  'precompress.levels': (levels) => http.precompress('/nowhere', { levels }),
  serveStatic: (options) => http.serveStatic('/nowhere', options),
  sendJson: (options) => http.sendJson(/** @type {any} */ ({}), 1, options),

  WorkerPool: (options) => withPool(options, () => {}),
  'WorkerPool.limits': (limits) => withPool({ limits }, () => {}),
  'WorkerPool.resourceLimits': (resourceLimits) => withPool({ resourceLimits }, () => {}),
  'WorkerPool.recycleAfter': (recycleAfter) => withPool({ recycleAfter }, () => {}),
  'WorkerPool#run': (options) => withPool(undefined, (pool) => pool.run('a', [], options)),
  'WorkerPool#callWith': (options) => withPool(undefined, (pool) => pool.callWith(options).a()),
  'WorkerPool#stream': (options) =>
    withPool(undefined, (pool) => pool.stream('a', [], options).return(undefined)),
  'WorkerPool#map': (options) => withPool(undefined, (pool) => pool.map('a', [], options)),
  'WorkerPool#mapStream': (options) =>
    withPool(undefined, (pool) => pool.mapStream('a', [], options).return(undefined)),
  'WorkerPool#close': (options) => withPool(undefined, (pool) => pool.close(options)),

  ...OF_ENTRY_POINTS,
};

const PARAMETERS = { message: 'a', nonce: '12345678', parallelism: 1, tagLength: 16, memory: 8, passes: 1 };

/** Calls that throw; all others reject. */
const THROW = new Set([
  ...['hashSync', 'createHash', 'createIntegrityCheck', 'createContentDigestCheck'],
  ...['compressSync', 'createCompress', 'compressionStream', 'createStringify'],
  ...['decompressSync', 'createDecompress', 'decompressionStream'],
  ...['needsRehash', 'configure'],
  ...['compression', 'compression.levels', 'errorHandler'],
  ...['decompressBody', 'http:contentDigest', 'http:json', 'metrics', 'serveStatic'],
  ...THAT_THROW,
]);

module.exports = { CALLS, SANDBOXES, THROW };
