'use strict';

/** Seconds after which a client may come again. */
const RETRY_AFTER = 1;

/**
 * What an error says to a client, by its code. Every other error is a 500: a wrong argument is the program's mistake and
 * not the client's.
 * @type {Record<string, number>}
 */
const STATUSES = {
  // What was sent is damaged, or is not what its digest says.
  EINTEGRITY: 400,
  ERR_INTEGRITY_INVALID: 400,
  ERR_NOT_SEEKABLE: 400,
  ERR_TRAILING_JUNK_AFTER_STREAM_END: 400,
  Z_BUF_ERROR: 400,
  Z_DATA_ERROR: 400,
  Z_NEED_DICT: 400,
  ERR_HTTP_JSON: 400,
  // Files.
  EACCES: 403,
  EPERM: 403,
  ERR_ACCESS_DENIED: 403,
  ENOENT: 404,
  ENOTDIR: 404,
  EEXIST: 409,
  ERR_FILE_CHANGED: 409,
  // Too much of it.
  ERR_BUFFER_TOO_LARGE: 413,
  ERR_IMAGE_TOO_LARGE: 413,
  ERR_MEDIA_TOO_LARGE: 413,
  ERR_TASK_TOO_LARGE: 413,
  ERR_HTTP_CHARSET: 415,
  ERR_HTTP_ENCODING: 415,
  ERR_IMAGE_UNSUPPORTED: 415,
  // It is well formed, and asks for more than is allowed.
  ERR_IMAGE_INVALID: 422,
  ERR_MEDIA_INVALID: 422,
  ERR_PASSWORD_HASH_TOO_COSTLY: 422,
  ERR_TASK_NOT_SERIALIZABLE: 422,
  ERR_WORKER_MEMORY_LIMIT: 422,
  ERR_WORKER_OUTPUT_LIMIT: 422,
  ERR_WORKER_OUT_OF_MEMORY: 422,
  // The client has gone.
  ABORT_ERR: 499,
  // Later it may work.
  EAGAIN: 503,
  EMFILE: 503,
  ENFILE: 503,
  ENOMEM: 503,
  ERR_MEMORY_ALLOCATION_FAILED: 503,
  ERR_POOL_CLOSED: 503,
  ERR_QUEUE_FULL: 503,
  ERR_WORKER_START: 503,
  ERR_TASK_TIMEOUT: 504,
  ERR_WORKER_CPU_LIMIT: 504,
  ERR_WORKER_TIME_LIMIT: 504,
};

/** Codes of decoders, which have many. */
const FAMILIES = [
  { codes: /^ZSTD_error_memory/, status: 503 },
  { codes: /^ZSTD_error_/, status: 400 },
  { codes: /^ERR__ERROR_(?:FORMAT|DICTIONARY)_/, status: 400 },
];

module.exports = { FAMILIES, RETRY_AFTER, STATUSES };
