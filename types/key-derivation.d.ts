/// <reference types="node" />

/**
 * Keys from passwords and from other keys: node:crypto's functions, with promises and AbortSignal.
 *
 * @module Key derivation
 */

import type { KeyObject } from 'node:crypto';
import type { Bytes } from './data.js';
import type { HashAlgorithm } from './hash.js';
import type { AbortOptions } from './jobs.js';
import type { hashPassword } from './password.js';

/** Cost of {@link scrypt}, by either name, and its bound. 0 is the default, as in node:crypto. */
export interface ScryptOptions extends AbortOptions {
  /** N, a power of two. @default 16384 */
  cost?: number;
  /** r. @default 8 */
  blockSize?: number;
  /** p. @default 1 */
  parallelization?: number;
  /** As `cost`. */
  N?: number;
  /** As `blockSize`. */
  r?: number;
  /** As `parallelization`. */
  p?: number;
  /** Bytes of memory, about 128 × N × r. @default 33554432 (32 MiB) */
  maxmem?: number;
}

/**
 * PBKDF2 over HMAC, on the pool: `crypto.pbkdf2` with a promise. An abort stops it within a few milliseconds.
 *
 * @param iterations 1 to 2^31 - 1
 * @param keylen bytes, 0 to 2^31 - 1
 * @param digest one that is made for cryptography and has one length: MD5, SHA-1, SHA-2, SHA-3, BLAKE2
 * @throws `ERR_CRYPTO_INVALID_DIGEST` (TypeError) if `digest` is another.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument has the wrong type.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if there is no such option.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
 * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the work.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8018 | RFC 8018}
 */
export function pbkdf2(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  keylen: number,
  digest: HashAlgorithm,
  options?: AbortOptions,
): Promise<Buffer>;
export namespace pbkdf2 {
  /** `util.promisify(pbkdf2)` is this function itself. It is a name of types only. */
  const __promisify__: typeof pbkdf2;
}

/**
 * scrypt, on the pool: `crypto.scrypt` with a promise, and its names of options and their defaults. An abort stops it
 * within a millisecond.
 *
 * @param keylen bytes, 0 to 2^31 - 1
 * @throws `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` (RangeError) if the costs are not possible or need more than `maxmem`.
 * @throws `ERR_INCOMPATIBLE_OPTION_PAIR` (TypeError) if a cost is given by both of its names.
 * @throws The errors of {@link pbkdf2}.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7914 | RFC 7914}
 */
export function scrypt(
  password: Bytes,
  salt: Bytes,
  keylen: number,
  options?: ScryptOptions,
): Promise<Buffer>;
export namespace scrypt {
  /** `util.promisify(scrypt)` is this function itself. It is a name of types only. */
  const __promisify__: typeof scrypt;
}

/**
 * HKDF over HMAC, on the pool: `crypto.hkdf` with a promise, and a Buffer instead of an ArrayBuffer. It is for keys, not
 * for passwords.
 *
 * @param digest as of {@link pbkdf2}
 * @param ikm input key material
 * @param salt may be empty
 * @param info may be empty; at most 1024 bytes
 * @param keylen bytes
 * @throws `ERR_CRYPTO_INVALID_KEYLEN` (RangeError) if `keylen` is more than 255 digests.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if `info` has more than 1024 bytes, or a number is outside its range.
 * @throws The errors of {@link pbkdf2}.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5869 | RFC 5869}
 */
export function hkdf(
  digest: HashAlgorithm,
  ikm: Bytes | KeyObject,
  salt: Bytes,
  info: Bytes,
  keylen: number,
  options?: AbortOptions,
): Promise<Buffer>;
export namespace hkdf {
  /** `util.promisify(hkdf)` is this function itself. It is a name of types only. */
  const __promisify__: typeof hkdf;
}

/** Input of {@link argon2}, and its cost. */
export interface Argon2Parameters {
  /** The password. */
  message: Bytes;
  /** The salt, 8 bytes or more. */
  nonce: Bytes;
  /** Lanes, 1 to 2^24 - 1. They are computed one after the other. */
  parallelism: number;
  /** Bytes of the result, 4 or more. */
  tagLength: number;
  /** KiB of memory, 8 × `parallelism` or more. */
  memory: number;
  /** Passes over the memory, 1 or more. */
  passes: number;
  /** A key besides the password. @default none */
  secret?: Bytes;
  /** At most 32 bytes. @default none */
  associatedData?: Bytes;
}

/**
 * Argon2 version 1.3, on the pool: `crypto.argon2` of Node 24 with a promise. Use {@link hashPassword} to store
 * passwords. An abort stops a call that waits at once, and one under way at its end.
 *
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if there is no such algorithm or option.
 * @throws The errors of {@link pbkdf2}.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9106 | RFC 9106}
 */
export function argon2(
  algorithm: 'argon2d' | 'argon2i' | 'argon2id',
  parameters: Argon2Parameters,
  options?: AbortOptions,
): Promise<Buffer>;
export namespace argon2 {
  /** `util.promisify(argon2)` is this function itself. It is a name of types only. */
  const __promisify__: typeof argon2;
}
