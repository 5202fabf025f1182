'use strict';

const { OF_ENTRY_POINTS } = require('./entry-option-names.js');

// The names of options that each call of the public API knows. index.d.ts is tested against this table.
// A key is the name of an exported function or class, `Class#method` for a method, and `call.option` for an object in an
// option. `.option` is the same object in every call that has it.

const ABORT = ['signal'];
const JOB = [...ABORT, 'transfer'];
const FILE = [...ABORT, 'onProgress'];
const WRITE = [...FILE, 'overwrite', 'flush'];
/** Of what node's streams take, what has a meaning for ours. */
const STREAM = [
  ...ABORT,
  ...['highWaterMark', 'readableHighWaterMark', 'writableHighWaterMark', 'emitClose', 'autoDestroy'],
];

const DIGEST = ['encoding', 'key', 'context', 'outputLength', 'seed'];
const HASH = [...DIGEST, ...JOB];
const HASH_FILE = [...DIGEST, ...FILE, 'start', 'end'];
const INTEGRITY = [...JOB, 'onProgress'];

const STRINGIFY = [...ABORT, 'maxSlice', 'replacer', 'space'];

const COMPRESSION = ['level', 'windowBits', 'dictionary', 'seekable'];
const DECOMPRESSION = ['maxOutputLength', 'rejectGarbageAfterEnd', 'windowBits', 'dictionary'];
const COMPRESS = [...COMPRESSION, 'threads', ...JOB];
const DECOMPRESS = [...DECOMPRESSION, 'threads', ...JOB];

const PASSWORD = [
  'algorithm',
  ...['memory', 'passes', 'parallelism', 'tagLength', 'secret'],
  ...['cost', 'blockSize', 'parallelization'],
];

const LIMITS = ['memoryMb', 'cpuMs', 'timeoutMs', 'openFiles', 'fileSizeMb', 'outputMb', 'processes'];
const TASK = [...ABORT, 'timeout', 'queueTimeout', 'priority', 'tenant', 'retries'];
const RUN = [...TASK, 'key', 'transfer', 'onMessage'];
const MAP = [...TASK, 'args', 'chunk', 'ahead', 'batch', 'onError'];

/** Options of node's execFile that would change what is started: refused too, each with its own reason. */
const REFUSED_BY_EXEC_FILE = /** @type {const} */ (['argv0', 'detached', 'gid', 'stdio', 'uid']);

const NAMES = {
  hash: HASH,
  hashMany: HASH,
  hashSync: DIGEST,
  hashFile: HASH_FILE,
  hashFiles: HASH_FILE,
  'hashFiles.paths': ['directory'],
  createHash: [...DIGEST, ...STREAM],

  integrity: INTEGRITY,
  verifyIntegrity: INTEGRITY,
  contentDigest: INTEGRITY,
  verifyContentDigest: INTEGRITY,
  createIntegrityCheck: STREAM,
  createContentDigestCheck: STREAM,

  compress: COMPRESS,
  compressMany: COMPRESS,
  compressSync: COMPRESSION,
  compressFile: [...COMPRESSION, 'threads', ...WRITE],
  createCompress: [...COMPRESSION, 'threads', ...STREAM],
  compressionStream: [...COMPRESSION, 'threads', ...STREAM],
  decompress: DECOMPRESS,
  decompressMany: DECOMPRESS,
  decompressSync: DECOMPRESSION,
  decompressFile: [...DECOMPRESSION, 'threads', ...WRITE],
  createDecompress: [...DECOMPRESSION, ...STREAM],
  decompressionStream: [...DECOMPRESSION, ...STREAM],
  openSeekable: ['dictionary', 'maxOutputLength', 'threads', ...JOB],
  'SeekableReader#read': ABORT,

  parseJson: [...JOB, 'maxSlice', 'reviver', 'pointer'],
  parseJsonLines: [...ABORT, 'maxSlice', 'reviver', 'maxLineLength'],
  stringifyJson: STRINGIFY,
  createStringify: [...STRINGIFY, 'highWaterMark'],

  hashPassword: [...PASSWORD, ...ABORT],
  needsRehash: PASSWORD,
  verifyPassword: [...ABORT, 'secret', 'maxMemory', 'maxPasses', 'maxCost'],
  argon2: ABORT,
  'argon2.parameters': [
    ...['message', 'nonce', 'secret', 'associatedData'],
    ...['parallelism', 'tagLength', 'memory', 'passes'],
  ],
  hkdf: ABORT,
  pbkdf2: ABORT,
  scrypt: [...ABORT, 'cost', 'blockSize', 'parallelization', 'N', 'r', 'p', 'maxmem'],

  configure: [
    ...['threads', 'priority', 'maxConcurrentJobs', 'maxQueuedJobs', 'maxQueuedBytes', 'maxPasswordMemory'],
  ],

  execFile: [
    ...ABORT,
    ...['cwd', 'env', 'shell', 'encoding', 'maxBuffer', 'input', 'stdin', 'stdout', 'stderr'],
    ...['timeout', 'killSignal', 'grace', 'nice', 'limits', 'sandbox', 'bestEffort'],
  ],
  'execFile.limits': LIMITS,
  '.sandbox': ['read', 'write', 'network', 'childProcess', 'env', 'user'],
  '.sandbox.network': ['tcp'],
  '.sandbox.user': ['uid', 'gid'],

  WorkerPool: [
    ...['isolation', 'name', 'minWorkers', 'maxWorkers', 'concurrency', 'maxQueue', 'retries'],
    ...['idleTimeout', 'taskTimeout', 'queueTimeout', 'startTimeout', 'gracePeriod', 'restartDelay'],
    ...['recycleAfter', 'spareWorkers', 'workerData', 'env', 'argv', 'execArgv', 'cwd', 'stdio', 'nice'],
    ...['resourceLimits', 'limits', 'sandbox', 'bestEffort'],
  ],
  'WorkerPool.limits': [...LIMITS, 'messageMb'],
  'WorkerPool.resourceLimits': [
    ...['maxOldGenerationSizeMb', 'maxYoungGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'],
  ],
  'WorkerPool.recycleAfter': ['tasks', 'rss'],
  'WorkerPool#run': RUN,
  'WorkerPool#stream': [...RUN, 'highWaterMark'],
  'WorkerPool#map': MAP,
  'WorkerPool#mapStream': [...MAP, 'ordered'],
  'WorkerPool#callWith': RUN,
  'WorkerPool#close': ['timeout', 'pending'],

  ...OF_ENTRY_POINTS,
};

/** @typedef {keyof typeof NAMES} Call */

/** @type {Map<Call, Set<string>>} */
const known = new Map();

/**
 * The names that a call knows: those that it takes, and those that it refuses with a reason of their own. A set is made when
 * its call is first checked: those of all calls would be a fifth of what loading the package allocates.
 * @param {Call} call
 */
function namesKnownTo(call) {
  const found = known.get(call);
  if (found !== undefined) return found;
  const refused = call === 'execFile' ? REFUSED_BY_EXEC_FILE : [];
  const names = new Set([...NAMES[call], ...refused]);
  known.set(call, names);
  return names;
}

module.exports = { NAMES, REFUSED_BY_EXEC_FILE, namesKnownTo };
