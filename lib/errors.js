'use strict';

const { inspect, types, getSystemErrorMap } = require('node:util');

/**
 * Every code an error of ours can carry, with its class. Codes of compressed data come with class Error.
 * @type {Record<string, ErrorConstructor>}
 */
const CLASSES = {
  ERR_INVALID_ARG_TYPE: TypeError,
  ERR_INVALID_ARG_VALUE: TypeError,
  ERR_OUT_OF_RANGE: RangeError,
  ERR_INVALID_STATE: Error,
  ERR_CRYPTO_INVALID_DIGEST: TypeError,
  ERR_CRYPTO_INVALID_KEYLEN: RangeError,
  ERR_CRYPTO_HASH_FINALIZED: Error,
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: RangeError,
  ERR_INCOMPATIBLE_OPTION_PAIR: TypeError,
  ERR_PASSWORD_HASH_INVALID: Error,
  ERR_PASSWORD_HASH_TOO_COSTLY: RangeError,
  ERR_STREAM_DESTROYED: Error,
  ERR_NOT_SEEKABLE: Error,
  ERR_FILE_CHANGED: Error,
  ERR_UNSUPPORTED_FILE_TYPE: Error,
  ERR_INTEGRITY_INVALID: Error,
  EINTEGRITY: Error,
  ERR_BUFFER_TOO_LARGE: RangeError,
  ERR_TRAILING_JUNK_AFTER_STREAM_END: TypeError,
  ERR_MEMORY_ALLOCATION_FAILED: Error,
  ERR_QUEUE_FULL: Error,
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: RangeError,
  ERR_UNKNOWN_SIGNAL: TypeError,
  ERR_ISOLATION_UNAVAILABLE: Error,
  ERR_ISOLATION_SETUP: Error,
  ERR_INTERNAL: Error,
};

/** @typedef {import('./native').Failure} Failure */

/**
 * Messages of failures that the native side tells by code alone.
 * @type {Record<string, (failure: Failure) => string>}
 */
const MESSAGES = {
  ERR_NOT_SEEKABLE: () => 'The data is not Zstandard that ends with a seek table for it',
  ERR_FILE_CHANGED: ({ path }) => `The file changed while it was read: '${path}'`,
  ERR_BUFFER_TOO_LARGE: ({ limit }) => `Cannot create a Buffer larger than ${limit} bytes`,
  ERR_TRAILING_JUNK_AFTER_STREAM_END: () => 'Trailing junk found after the end of the compressed stream',
  ERR_MEMORY_ALLOCATION_FAILED: ({ limit }) => `Failed to allocate ${limit} bytes of memory`,
  ERR_QUEUE_FULL: () =>
    'Too many jobs are waiting: stats().queued reached maxQueuedJobs, which configure() can raise',
};

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
 * Throws an AbortError where the signal is aborted already.
 * @param {AbortSignal} [signal]
 */
function throwIfAborted(signal) {
  if (signal?.aborted) throw new AbortError(signal.reason);
}

/**
 * An error with a code, its stack headed as Node's are: `TypeError [CODE]: message`.
 * @param {string} code
 * @param {string} message
 * @returns {Error & { code: string }}
 */
function coded(code, message) {
  const Class = CLASSES[code] ?? Error;
  const error = new Class(message);
  const { name } = error;
  // The stack is written when it is first read, with the name of that moment.
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true });
  void error.stack;
  delete (/** @type {Partial<Error>} */ (error).name);
  return Object.assign(error, { code });
}

/**
 * What came instead, in Node's words.
 * @param {unknown} value
 */
function received(value) {
  if (value === undefined || value === null) return `Received ${value}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor?.name) return `Received an instance of ${value.constructor.name}`;
    return `Received ${inspect(value, { depth: -1 })}`;
  }
  const text = inspect(value, { colors: false });
  return `Received type ${typeof value} (${text.length > 28 ? `${text.slice(0, 25)}...` : text})`;
}

/**
 * @param {string} name
 * @param {string} expected reads after "must be": "of type number"
 * @param {unknown} value
 */
function invalidType(name, expected, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  return coded('ERR_INVALID_ARG_TYPE', `The "${name}" ${kind} must be ${expected}. ${received(value)}`);
}

/**
 * @param {string} name
 * @param {string} reason reads after the name: "must not be empty"
 * @param {unknown} value
 */
function invalidValue(name, reason, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  const shown = inspect(value, { depth: 0, maxStringLength: 128 });
  return coded('ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

/**
 * @param {string} name
 * @param {string} range reads after "must be": ">= 0 && <= 9"
 * @param {unknown} value
 */
function outOfRange(name, range, value) {
  const shown = typeof value === 'bigint' ? `${value}n` : inspect(value);
  return coded(
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`,
  );
}

/**
 * The error for what the native side told as a plain object, or for an error of the binding itself.
 * @param {any} failure
 * @returns {Error & { code?: string }}
 */
function fromNative(failure) {
  if (types.isNativeError(failure))
    return isBindingError(failure) ? coded('ERR_INTERNAL', failure.message) : failure;
  if (failure.code === 'ABORT_ERR') return new AbortError();
  if (failure.code === 'SYSTEM') return systemError(failure);
  const message = failure.message ?? MESSAGES[failure.code](failure);
  if (failure.code in CLASSES) return coded(failure.code, message);
  return Object.assign(new Error(message), { errno: failure.errno, code: failure.code });
}

/**
 * Errors that the binding layer makes of panics and of arguments that lib/ should not have passed.
 * @param {Error & { code?: string }} error
 */
function isBindingError(error) {
  return error.code === 'GenericFailure' || error.code === 'InvalidArg';
}

/**
 * The error of a system call, as Node's fs makes it.
 * @param {Failure} failure
 */
function systemError({ errno = 0, syscall, path, dest }) {
  const [code, text] = getSystemErrorMap().get(-errno) ?? ['UNKNOWN', 'unknown error'];
  const target = dest === undefined ? '' : ` -> '${dest}'`;
  const error = new Error(`${code}: ${text}, ${syscall} '${path}'${target}`);
  return Object.assign(error, { errno: -errno, code, syscall, path }, dest === undefined ? {} : { dest });
}

module.exports = {
  CLASSES,
  AbortError,
  throwIfAborted,
  coded,
  invalidType,
  invalidValue,
  outOfRange,
  fromNative,
};
