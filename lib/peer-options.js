'use strict';

/**
 * Options of node and of packages that people come from, with ours that mean the same: the first that the call has.
 * @type {Record<string, string[]>}
 */
const OURS = {
  // argon2, @node-rs/argon2, bcrypt, bcryptjs
  memoryCost: ['memory', 'maxMemory'],
  timeCost: ['passes', 'maxPasses'],
  iterations: ['passes', 'maxPasses'],
  hashLength: ['tagLength'],
  outputLen: ['tagLength'],
  rounds: ['cost', 'maxCost'],
  saltRounds: ['cost', 'maxCost'],
  type: ['algorithm'],
  maxMemory: ['maxmem'],
  maxmem: ['maxMemory'],
  pepper: ['secret'],
  password: ['message'],
  salt: ['nonce'],
  // node:zlib and packages for compression
  quality: ['level'],
  compressionLevel: ['level'],
  concurrency: ['threads'],
  maxLength: ['maxOutputLength', 'maxLineLength', 'outputLength'],
  maxSize: ['maxOutputLength'],
  digestLength: ['outputLength'],
  size: ['outputLength'],
  outputEncoding: ['encoding'],
  digestEncoding: ['encoding'],
  force: ['overwrite'],
  // piscina, tinypool, workerpool, jest-worker
  maxThreads: ['maxWorkers', 'threads'],
  minThreads: ['minWorkers'],
  numWorkers: ['maxWorkers'],
  poolSize: ['maxWorkers', 'threads'],
  maxWorkers: ['threads'],
  concurrentTasksPerWorker: ['concurrency'],
  maxQueueSize: ['maxQueue'],
  maxRetries: ['retries'],
  niceIncrement: ['nice'],
  workerType: ['isolation'],
  runtime: ['isolation'],
  enableWorkerThreads: ['isolation'],
  workerTerminateTimeout: ['gracePeriod'],
  terminateTimeout: ['gracePeriod'],
  closeTimeout: ['gracePeriod'],
  taskTimeout: ['timeout'],
  timeout: ['taskTimeout', 'timeoutMs'],
  forkArgs: ['argv'],
  setupArgs: ['workerData'],
  idleMemoryLimit: ['recycleAfter'],
  maxMemoryLimitBeforeRecycle: ['recycleAfter'],
  transferList: ['transfer'],
  on: ['onMessage'],
  // child_process and execa
  cancelSignal: ['signal'],
  abortSignal: ['signal'],
  forceKillAfterDelay: ['grace'],
  forceKillAfterTimeout: ['grace'],
};

const OF_NODE_ZLIB = "it is one of node:zlib's, which the functions of 'offloop/zlib' take";
const OF_WINDOWS = 'execFile runs commands on Linux only, where it would mean nothing: leave it out';
const FILE_FIRST = 'the worker file is the first argument of `new WorkerPool(file, options)`';
const OF_BODY_PARSER =
  'read the body with express.raw(), and parse it with parseJson(), where its bytes are needed too';
const OF_EXECA = 'execFile has nothing like it';

/**
 * Options of other packages that have no counterpart here, with what to do instead.
 * @type {Record<string, string>}
 */
const ADVICE = {
  algorithm: 'the algorithm is the first argument',
  format: 'the format is the first argument',
  salt: 'the salt is made here, of 16 random bytes, and is in the encoded string',
  saltLength: 'the salt is always of 16 random bytes',
  raw: 'argon2() gives the bytes, without a string around them',
  version: 'the version of Argon2 is always 1.3 (19)',
  chunkSize: OF_NODE_ZLIB,
  memLevel: OF_NODE_ZLIB,
  strategy: OF_NODE_ZLIB,
  flush: OF_NODE_ZLIB,
  finishFlush: OF_NODE_ZLIB,
  info: OF_NODE_ZLIB,
  params: "`level` and `windowBits` set what params set most often; 'offloop/zlib' takes node:zlib's params",
  filename: FILE_FIRST,
  file: FILE_FIRST,
  name: 'the name of the function is the first argument',
  taskQueue: 'tasks wait in the order of `priority`, an option of run()',
  atomics: 'workers wait for messages and never poll: leave it out',
  useAtomics: 'workers wait for messages and never poll: leave it out',
  repeat: "jobs are repeated by schedulers, which BullMQ's Queue makes: `queue.upsertJobScheduler()`",
  useWorkerThreads: "`pool: { isolation: 'thread' }` has jobs run in threads",
  workerForkOptions: '`pool` says how workers are started',
  workerThreadsOptions: '`pool` says how workers are started',
  forkOpts: '`env`, `cwd`, `execArgv`, `stdio`, `limits` and `sandbox` say how a process is started',
  forkOptions: '`env`, `cwd`, `execArgv`, `stdio`, `limits` and `sandbox` say how a process is started',
  workerThreadOpts:
    '`env`, `argv`, `execArgv`, `resourceLimits` and `workerData` say how a thread is started',
  exposedMethods: 'every function that the worker file exports can be run',
  windowsHide: OF_WINDOWS,
  windowsVerbatimArguments: OF_WINDOWS,
  serialization: 'a command has no channel for messages; WorkerPool runs JavaScript that has',
  ipc: 'a command has no channel for messages; WorkerPool runs JavaScript that has',
  reject: 'a command that fails always rejects: catch the error, which has `stdout` and `stderr`',
  extendEnv: '`env` is all the environment there is: give { ...process.env, ...yours }',
  all: 'stdout and stderr are separate',
  inputFile: 'give fs.createReadStream(path) as `input`',
  stripFinalNewline: 'what a command writes comes as it is: `stdout.trimEnd()` strips it',
  lines: 'split `stdout`, or read it line by line with `stdout: "stream"`',
  preferLocal: 'give the path of the program, or `env` with a PATH that has it',
  cleanup: 'a command never outlives this process: leave it out',
  buffer: "with `stdout: 'ignore'` or 'stream' nothing is collected",
  verbose: OF_EXECA,
  verify: OF_BODY_PARSER,
  gracefulCancel: '`killSignal` and `grace` say how a command is ended',
};

module.exports = { ADVICE, OURS };
