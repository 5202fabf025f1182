/// <reference types="node" />

/**
 * Passwords: hashes to store, and their verification.
 *
 * @module Passwords
 */

import type { Bytes } from './data.js';
import type { AbortOptions } from './jobs.js';

/**
 * Cost of Argon2id. The defaults are OWASP's minimum.
 *
 * @see {@link https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html | OWASP}
 * @see {@link https://www.rfc-editor.org/rfc/rfc9106 | RFC 9106}
 */
export interface Argon2idPasswordOptions {
  /** @default 'argon2id' */
  algorithm?: 'argon2id';
  /** KiB of memory, at least 8 × `parallelism`. @default 19456 (19 MiB) */
  memory?: number;
  /** Passes over the memory, 1 or more. @default 2 */
  passes?: number;
  /** Lanes, 1 to 2^24 - 1. They are computed one after the other. @default 1 */
  parallelism?: number;
  /** Bytes of the hash, 16 to 64. @default 32 */
  tagLength?: number;
  /** A key ("pepper") that the hash depends on besides the password. The encoded string does not have it. */
  secret?: Bytes;
}

/**
 * Cost of scrypt. The defaults are OWASP's minimum.
 *
 * @see {@link https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html | OWASP}
 * @see {@link https://www.rfc-editor.org/rfc/rfc7914 | RFC 7914}
 */
export interface ScryptPasswordOptions {
  algorithm: 'scrypt';
  /** N, a power of two, 2 to 2^31. @default 131072 */
  cost?: number;
  /** r. Memory is 128 × N × r bytes. @default 8 */
  blockSize?: number;
  /** p. Its lanes are computed one after the other. @default 1 */
  parallelization?: number;
}

/**
 * Cost of bcrypt. It is for systems that use it already: it needs no memory, and uses 72 bytes of the password.
 *
 * @see {@link https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html | OWASP}
 */
export interface BcryptPasswordOptions {
  algorithm: 'bcrypt';
  /** Base-2 logarithm of the number of rounds, 4 to 31; OWASP's minimum is 10. @default 12 */
  cost?: number;
}

/** How a password is hashed. */
export type PasswordOptions = Argon2idPasswordOptions | ScryptPasswordOptions | BcryptPasswordOptions;

/** The most that verifying one password may cost. An encoded hash that asks for more is refused before any work. */
export interface VerifyPasswordOptions extends AbortOptions {
  /** The key that the hash was made with. Only hashes of Argon2 can have one. */
  secret?: Bytes;
  /** Bytes of memory, of Argon2 and scrypt. @default 268435456 (256 MiB) */
  maxMemory?: number;
  /** Passes over that memory: Argon2's passes, scrypt's parallelization. @default 16 */
  maxPasses?: number;
  /** Base-2 logarithm of bcrypt's rounds; each step doubles the time. @default 16, about 4 seconds */
  maxCost?: number;
}

/**
 * Hashes a password with a random salt, into a string to store: a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$…`,
 * `$scrypt$ln=17,r=8,p=1$…`) or, for bcrypt, `$2b$12$…`. The string is all that {@link verifyPassword} needs.
 *
 * The work is done on the pool, never on the event loop. `maxPasswordMemory` bounds how many run at once, and other jobs
 * that wait go first. The native copies of the password are overwritten. A string in JavaScript cannot be; a Buffer can:
 * right after the call if it has less than 300 KiB. The password is hashed as it is: normalise Unicode first if clients
 * may differ in it.
 *
 * An abort stops a call that waits at once, and one under way within a millisecond.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if the algorithm is unknown or does not have an option; also for a
 *   password that bcrypt would only take part of: over 72 bytes, or with a zero byte.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
 * @throws `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` (RangeError) if the costs of scrypt are not possible.
 * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the work.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @see {@link https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md | PHC string format}
 * @example
 * user.password = await hashPassword(req.body.password);
 */
export function hashPassword(password: Bytes, options?: PasswordOptions & AbortOptions): Promise<string>;

/**
 * Verifies a password against a hash of Argon2 (id, i and d), scrypt (`$scrypt$`) or bcrypt (`$2a$`, `$2b$`, `$2y$`), of
 * this package or of others. Hashes are compared in constant time. An abort works as in {@link hashPassword}.
 *
 * @returns whether it is the password that was hashed
 * @throws `ERR_PASSWORD_HASH_INVALID` (Error) if `encoded` is any other string.
 * @throws `ERR_PASSWORD_HASH_TOO_COSTLY` (RangeError) if it asks for more than `maxMemory`, `maxPasses` or `maxCost`.
 * @throws The errors of {@link hashPassword}.
 * @example
 * const known = users.get(name)?.password ?? NOBODY; // a hash of some password: takes as long for unknown names
 * if (!(await verifyPassword(req.body.password, known))) return res.sendStatus(401);
 */
export function verifyPassword(
  password: Bytes,
  encoded: string,
  options?: VerifyPasswordOptions,
): Promise<boolean>;

/**
 * Compares how an encoded hash was made with how {@link hashPassword} would make it with these options. They differ by
 * algorithm or version, by cost, higher or lower, or by a salt of less than 16 bytes. Then hash the password again when
 * its user logs in. A `secret` makes no difference: a hash does not say which it had.
 *
 * @returns whether they differ
 * @throws `ERR_PASSWORD_HASH_INVALID` (Error) if {@link verifyPassword} rejects the string with it.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError), `ERR_OUT_OF_RANGE` (RangeError) or
 *   `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` (RangeError) for bad options.
 */
export function needsRehash(encoded: string, options?: PasswordOptions): boolean;
