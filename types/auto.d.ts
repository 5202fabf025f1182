/**
 * What `offloop/auto` has replaced.
 *
 * @module Auto
 */

/** A function or class that was replaced. */
export interface AutoReplacement {
  /** As `crypto.scrypt`, or `bcrypt@6.0.0 hash`. */
  name: string;
  /** How many calls were done on offloop's threads; undefined for node:zlib, whose streams and functions are not counted. */
  taken?: number;
  /** How many were left to the function that was there: other arguments, or errors; undefined for node:zlib. */
  left?: number;
}

/** By the feature, each with what was replaced so far. Packages come as they are loaded. */
export interface AutoStats {
  /** node:zlib's classes, streams and functions with callbacks. */
  zlib: AutoReplacement[];
  /** `pbkdf2`, `scrypt`, `hkdf` and, where node has it, `argon2` of node:crypto, with callbacks, and `crypto.subtle.digest`. */
  crypto: AutoReplacement[];
  /** Asynchronous functions of `bcrypt`, `bcryptjs`, `@node-rs/bcrypt`, `argon2` and `@node-rs/argon2`. */
  passwords: AutoReplacement[];
}

/** What was replaced, and how often it was called. */
export function stats(): AutoStats;
