/// <reference types="node" />

import type { Bytes } from './data.js';
import type { AbortOptions } from './jobs.js';

/** What costs Argon2id, and how much. The defaults are OWASP's minimum. */
export interface Argon2idPasswordOptions {
  /** @default 'argon2id' */
  algorithm?: 'argon2id';
  /** KiB of memory, at least 8 × `parallelism`. @default 19456 (19 MiB) */
  memory?: number;
  /** How many times the memory is gone through, 1 or more. @default 2 */
  passes?: number;
  /** Lanes, 1 to 2^24 - 1. They are computed one after the other. @default 1 */
  parallelism?: number;
  /** Bytes of the hash, 16 to 64. @default 32 */
  tagLength?: number;
  /** A key that the hash depends on besides the password ("pepper"), and that is not in the encoded string. */
  secret?: Bytes;
}

/** What costs scrypt, and how much. The defaults are OWASP's minimum. */
export interface ScryptPasswordOptions {
  algorithm: 'scrypt';
  /** N, a power of two, 2 to 2^31. @default 131072 */
  cost?: number;
  /** r. Memory is 128 × N × r bytes. @default 8 */
  blockSize?: number;
  /** p. Its lanes are computed one after the other. @default 1 */
  parallelization?: number;
}

/** What costs bcrypt, and how much. For what is there already: it takes no memory, and 72 bytes of password. */
export interface BcryptPasswordOptions {
  algorithm: 'bcrypt';
  /** Binary logarithm of the number of rounds, 4 to 31; OWASP's minimum is 10. @default 12 */
  cost?: number;
}

/** How a password is hashed. */
export type PasswordOptions = Argon2idPasswordOptions | ScryptPasswordOptions | BcryptPasswordOptions;

/** What verifying one password may cost. An encoded hash that asks for more is refused before any work. */
export interface VerifyPasswordOptions extends AbortOptions {
  /** The key that the hash was made with. Only Argon2's can have one. */
  secret?: Bytes;
  /** Bytes of memory, of Argon2 and scrypt. @default 268435456 (256 MiB) */
  maxMemory?: number;
  /** How many times that memory may be gone through: Argon2's passes, scrypt's parallelization. @default 16 */
  maxPasses?: number;
  /** Binary logarithm of bcrypt's rounds; each step doubles the time. @default 16, some 4 seconds */
  maxCost?: number;
}

/**
 * Hashes a password with a random salt, into a string to store: a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$…`,
 * `$scrypt$ln=17,r=8,p=1$…`) or, for bcrypt, `$2b$12$…`. It has all that {@link verifyPassword} needs.
 *
 * The work is done on the pool, never on the event loop; how many run at once is bounded by `maxPasswordMemory`, and
 * other jobs that wait go first. The copies of the password that the native side makes are overwritten; a string in
 * JavaScript cannot be, a Buffer can: also right after the call, if it has less than 300 KiB.
 * The password is hashed as it is: normalise Unicode first if clients may differ in it.
 *
 * An abort stops a call that waits at once, scrypt and bcrypt under way within a millisecond, and Argon2 under way
 * at its end.
 *
 * Rejects with `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` (TypeError; also for a password that bcrypt would take
 * only part of: over 72 bytes, or with a zero byte), `ERR_OUT_OF_RANGE` (RangeError),
 * `ERR_CRYPTO_INVALID_SCRYPT_PARAMS` (RangeError), `ABORT_ERR`, `ERR_QUEUE_FULL` and `ERR_MEMORY_ALLOCATION_FAILED`.
 *
 * @example
 * user.password = await hashPassword(req.body.password);
 */
export function hashPassword(password: Bytes, options?: PasswordOptions & AbortOptions): Promise<string>;

/**
 * Whether a password is the one that was hashed: for strings of Argon2 (id, i and d), scrypt (`$scrypt$`) and bcrypt
 * (`$2a$`, `$2b$`, `$2y$`), whoever made them. Hashes are compared in constant time.
 *
 * Rejects with `ERR_PASSWORD_HASH_INVALID` (Error) for any other string, `ERR_PASSWORD_HASH_TOO_COSTLY` (RangeError)
 * for one that asks for more than `maxMemory`, `maxPasses` or `maxCost`, and otherwise as {@link hashPassword}. An
 * abort works as there.
 *
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
 * Whether an encoded hash was made in another way than {@link hashPassword} would with these options: by another
 * algorithm or version of it, at another cost, higher or lower, or with a salt of less than 16 bytes. Then hash the
 * password again when its user logs in. A `secret` makes no difference: hashes do not tell theirs.
 *
 * Throws `ERR_PASSWORD_HASH_INVALID` for a string that {@link verifyPassword} rejects with it, and the errors of bad
 * options.
 */
export function needsRehash(encoded: string, options?: PasswordOptions): boolean;
