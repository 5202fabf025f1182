/// <reference types="node" />

import type { KeyObject } from 'node:crypto';
import type { Bytes } from './data.js';
import type { HashAlgorithm } from './hash.js';
import type { AbortOptions } from './jobs.js';
import type { hashPassword } from './password.js';

/** What the cost of {@link scrypt} is, by either name, and its bound. 0 stands for the default, as in node:crypto. */
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
 * PBKDF2 (RFC 8018) over HMAC, on the pool: `crypto.pbkdf2` with a promise. An abort stops it within a few
 * milliseconds.
 *
 * `digest` is any that is made for cryptography and has one length: MD5, SHA-1, SHA-2, SHA-3, BLAKE2. Rejects with
 * `ERR_CRYPTO_INVALID_DIGEST` (TypeError) for others, `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`, `ABORT_ERR`,
 * `ERR_QUEUE_FULL` and `ERR_MEMORY_ALLOCATION_FAILED`.
 *
 * @param iterations 1 to 2^31 - 1
 * @param keylen bytes, 0 to 2^31 - 1
 */
export function pbkdf2(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  keylen: number,
  digest: HashAlgorithm,
  options?: AbortOptions,
): Promise<Buffer>;

/**
 * scrypt (RFC 7914), on the pool: `crypto.scrypt` with a promise, its names of options and their defaults. An abort
 * stops it within a millisecond.
 *
 * Rejects with `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` (RangeError) for costs that are not possible or need more than
 * `maxmem`, `ERR_INCOMPATIBLE_OPTION_PAIR` (TypeError) for a cost by both names, and otherwise as {@link pbkdf2}.
 *
 * @param keylen bytes, 0 to 2^31 - 1
 */
export function scrypt(
  password: Bytes,
  salt: Bytes,
  keylen: number,
  options?: ScryptOptions,
): Promise<Buffer>;

/**
 * HKDF (RFC 5869) over HMAC, on the pool: `crypto.hkdf` with a promise, and a Buffer for the ArrayBuffer. It is for
 * keys, not for passwords.
 *
 * Rejects with `ERR_CRYPTO_INVALID_DIGEST` (TypeError) as {@link pbkdf2}, `ERR_CRYPTO_INVALID_KEYLEN` (RangeError)
 * for more than 255 digests of output, `ERR_OUT_OF_RANGE` for an `info` of more than 1024 bytes, and otherwise as
 * `pbkdf2`.
 *
 * @param ikm input key material
 * @param salt may be empty
 * @param info may be empty; at most 1024 bytes
 * @param keylen bytes
 */
export function hkdf(
  digest: HashAlgorithm,
  ikm: Bytes | KeyObject,
  salt: Bytes,
  info: Bytes,
  keylen: number,
  options?: AbortOptions,
): Promise<Buffer>;

/** What {@link argon2} works on, and its cost. */
export interface Argon2Parameters {
  /** The password. */
  message: Bytes;
  /** The salt, 8 bytes or more. */
  nonce: Bytes;
  /** Lanes, 1 to 2^24 - 1. They are computed one after the other. */
  parallelism: number;
  /** Bytes of the result, 4 or more. */
  tagLength: number;
  /** KiB, 8 × `parallelism` or more. */
  memory: number;
  /** How many times the memory is gone through, 1 or more. */
  passes: number;
  /** A key besides the password. @default none */
  secret?: Bytes;
  /** At most 32 bytes. @default none */
  associatedData?: Bytes;
}

/**
 * Argon2 (RFC 9106, version 1.3), on the pool: `crypto.argon2` of Node 24 with a promise. {@link hashPassword} is the
 * one to store passwords with.
 *
 * Rejects with `ERR_INVALID_ARG_VALUE` for another algorithm, and otherwise as {@link pbkdf2}. An abort stops a call
 * that waits at once, and one under way at its end.
 */
export function argon2(
  algorithm: 'argon2d' | 'argon2i' | 'argon2id',
  parameters: Argon2Parameters,
  options?: AbortOptions,
): Promise<Buffer>;
