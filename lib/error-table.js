'use strict';

const { constants } = require('node:buffer');
const { inspect } = require('node:util');
const { kindOf, received } = require('./error-words.js');

/** The error that a cancelled call rejects with; `cause` is the signal's reason. */
class AbortError extends Error {
  /** @param {unknown} [cause] */
  constructor(cause) {
    super('The operation was aborted', { cause });
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * The class of an error that is not a worker pool's, that of one that is, and the message, where each error with the
 * code has one of this form.
 * @typedef {{ Class?: ErrorConstructor | typeof AbortError, ofPool?: PoolClass, message?: (details: any) => string }} Row
 * @typedef {'WorkerCrashError' | 'WorkerStartError' | 'TaskTimeoutError' | 'QueueFullError' | 'PoolClosedError'
 *   | 'TaskDataError' | 'TaskNotFoundError'} PoolClass
 */

/** Codes of entry points with programs and packages of others. All are of class Error. */
const OF_ENTRY_POINTS = [
  ...['ERR_IMAGE_INVALID', 'ERR_IMAGE_UNSUPPORTED', 'ERR_IMAGE_TOO_LARGE'],
  ...['ERR_MODEL_INVALID', 'ERR_MODEL_RUN'],
  ...['ERR_MEDIA_INVALID', 'ERR_MEDIA_TOO_LARGE', 'ERR_MEDIA_TOOL_MISSING', 'ERR_MEDIA_FAILED'],
  'ERR_STORE_TIMEOUT',
  ...['ERR_LOG_IN_USE', 'ERR_LOG_WRITER', 'ERR_LOG_DROPPED', 'ERR_LOG_ARCHIVE'],
];

/**
 * Every code that an error of this package can have. Beside them are node's codes of files, and those of the formats of
 * compressed data, which come with class Error. docs/errors.md and the types are tested against this table.
 * @type {Record<string, Row>}
 */
const ERRORS = {
  ABORT_ERR: { Class: AbortError },
  ERR_INVALID_ARG_TYPE: {
    Class: TypeError,
    message: ({ name, expected, value }) =>
      `The "${name}" ${kindOf(name)} must be ${expected}. ${received(value)}`,
  },
  ERR_INVALID_ARG_VALUE: {
    Class: TypeError,
    message: ({ name, reason, value }) =>
      `The ${kindOf(name)} '${name}' ${reason}. Received ${inspect(value, { depth: 0, maxStringLength: 128 })}`,
  },
  ERR_OUT_OF_RANGE: {
    Class: RangeError,
    message: ({ name, range, value }) =>
      `The value of "${name}" is out of range. It must be ${range}. Received ${inspect(value)}`,
  },
  ERR_INVALID_RETURN_VALUE: { Class: TypeError },
  ERR_INVALID_STATE: { Class: Error },
  ERR_CRYPTO_INVALID_DIGEST: { Class: TypeError },
  ERR_CRYPTO_INVALID_KEYLEN: { Class: RangeError },
  ERR_CRYPTO_HASH_FINALIZED: { Class: Error },
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: { Class: RangeError },
  ERR_INCOMPATIBLE_OPTION_PAIR: { Class: TypeError },
  ERR_PASSWORD_HASH_INVALID: { Class: Error },
  ERR_PASSWORD_HASH_TOO_COSTLY: { Class: RangeError },
  ERR_STREAM_DESTROYED: { Class: Error },
  ERR_STREAM_PREMATURE_CLOSE: { Class: Error },
  ERR_NOT_SEEKABLE: {
    Class: Error,
    message: () => 'The data is not Zstandard that ends with a seek table for it',
  },
  ERR_FILE_CHANGED: {
    Class: Error,
    message: ({ path }) => `The file changed while it was read: '${path}'`,
  },
  ERR_UNSUPPORTED_FILE_TYPE: {
    Class: Error,
    message: ({ fileType, path }) =>
      `Only a regular file is read by its path, not a ${fileType}: '${path}'. Read it as a stream, with fs.createReadStream`,
  },
  ERR_INTEGRITY_INVALID: { Class: Error },
  EINTEGRITY: { Class: Error },
  ERR_BUFFER_TOO_LARGE: {
    Class: RangeError,
    message: ({ limit }) => `Cannot create a Buffer larger than ${limit} bytes`,
  },
  ERR_STRING_TOO_LONG: {
    Class: Error,
    message: () =>
      `Cannot create a string longer than 0x${constants.MAX_STRING_LENGTH.toString(16)} characters`,
  },
  ERR_TRAILING_JUNK_AFTER_STREAM_END: {
    Class: TypeError,
    message: () => 'Trailing junk found after the end of the compressed stream',
  },
  ERR_MEMORY_ALLOCATION_FAILED: {
    Class: Error,
    message: ({ limit }) => `Failed to allocate ${limit} bytes of memory`,
  },
  ERR_QUEUE_FULL: {
    Class: Error,
    ofPool: 'QueueFullError',
    message: () =>
      'Too many jobs are waiting: stats().queued reached maxQueuedJobs, which configure() can raise',
  },
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: { Class: RangeError },
  ERR_UNKNOWN_SIGNAL: { Class: TypeError },
  ERR_ISOLATION_UNAVAILABLE: { Class: Error },
  ERR_ISOLATION_SETUP: { Class: Error },
  ERR_ACCESS_DENIED: { Class: Error },
  ERR_ADDON_UNAVAILABLE: { Class: Error },
  ERR_PEER_MISSING: { Class: Error },
  ...Object.fromEntries(OF_ENTRY_POINTS.map((code) => [code, { Class: Error }])),
  ERR_SERVICE_START: { Class: Error },
  ERR_SERVICE_GAVE_UP: { Class: Error },
  ERR_SERVICE_STOPPED: { Class: Error },
  ERR_HTTP_CHARSET: { Class: Error },
  ERR_HTTP_ENCODING: { Class: Error },
  ERR_HTTP_JSON: { Class: SyntaxError },
  ERR_INTERNAL: { Class: Error },

  ERR_WORKER_MEMORY_LIMIT: { Class: Error, ofPool: 'WorkerCrashError' },
  ERR_WORKER_CPU_LIMIT: { Class: Error, ofPool: 'WorkerCrashError' },
  ERR_WORKER_TIME_LIMIT: { Class: Error, ofPool: 'WorkerCrashError' },
  ERR_WORKER_PROCESSES_LIMIT: { Class: Error, ofPool: 'WorkerCrashError' },
  ERR_WORKER_OUTPUT_LIMIT: { Class: Error, ofPool: 'WorkerCrashError' },
  ERR_WORKER_CRASHED: { ofPool: 'WorkerCrashError' },
  ERR_WORKER_EXITED: { ofPool: 'WorkerCrashError' },
  ERR_WORKER_OUT_OF_MEMORY: { ofPool: 'WorkerCrashError' },
  ERR_WORKER_PROTOCOL: { ofPool: 'WorkerCrashError' },
  ERR_WORKER_MESSAGE_TOO_LARGE: { ofPool: 'WorkerCrashError' },
  ERR_WORKER_START: { ofPool: 'WorkerStartError' },
  ERR_TASK_TIMEOUT: { ofPool: 'TaskTimeoutError' },
  ERR_TASK_NOT_SERIALIZABLE: { ofPool: 'TaskDataError' },
  ERR_TASK_UNSUPPORTED_TRANSFER: { ofPool: 'TaskDataError' },
  ERR_TASK_TOO_LARGE: { ofPool: 'TaskDataError' },
  ERR_TASK_NOT_FOUND: { ofPool: 'TaskNotFoundError' },
  ERR_POOL_CLOSED: { ofPool: 'PoolClosedError' },
};

module.exports = { AbortError, ERRORS };
