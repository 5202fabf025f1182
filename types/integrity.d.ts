/// <reference types="node" />

import type { Data, Path } from './data.js';
import type { IntegrityError } from './errors.js';
import type { createHash, hash } from './hash.js';
import type { hashFile } from './hash-files.js';
import type { FileOptions, JobOptions } from './jobs.js';
import type { PoolTransform, StreamOptions } from './streams.js';

/** What can be verified, and digested for a verification: data, a file, or a stream of bytes. */
export type IntegritySource =
  | Data
  | { path: Path }
  | NodeJS.ReadableStream
  | import('node:stream/web').ReadableStream
  | AsyncIterable<string | Uint8Array>;

/** Options of {@link integrity} and the functions beside it. */
export interface IntegrityOptions extends JobOptions {
  /** As of {@link hashFile}; only with `{ path }`. `transfer` is only possible with data in memory. */
  onProgress?: FileOptions['onProgress'];
}

/** Algorithms of Subresource Integrity. */
export type IntegrityAlgorithm = 'sha256' | 'sha384' | 'sha512';

/** The active algorithms of RFC 9530. */
export type ContentDigestAlgorithm = 'sha-256' | 'sha-512';

/**
 * Integrity metadata of Subresource Integrity (W3C) for data, a file or a stream: `sha384-…`, with a space between
 * several. One pass, whatever the number of algorithms.
 *
 * Rejects with `ERR_INVALID_ARG_VALUE` (TypeError) for other algorithms, as {@link hash} and {@link hashFile} for bad
 * arguments and files, and with the error of a stream that fails.
 *
 * @param algorithms `['sha384']` by default
 * @example
 * await integrity({ path: 'public/app.js' }); // 'sha384-oqVuAfXR…'
 */
export function integrity(
  data: IntegritySource,
  algorithms?: IntegrityAlgorithm | readonly IntegrityAlgorithm[],
  options?: IntegrityOptions,
): Promise<string>;

/**
 * Verifies data against integrity metadata, and resolves to the `algorithm-digest` that matched. Of several algorithms
 * the strongest counts; of several of its digests, any.
 *
 * Rejects with an {@link IntegrityError}, or `ERR_INTEGRITY_INVALID` (Error) before anything is read if `expected` has
 * no digest that could match: nothing is accepted for want of one. Else as {@link integrity}.
 *
 * @param expected up to 65 536 characters
 */
export function verifyIntegrity(
  data: IntegritySource,
  expected: string,
  options?: IntegrityOptions,
): Promise<string>;

/**
 * The value of a `Content-Digest` or `Repr-Digest` field (RFC 9530) for data, a file or a stream. One pass, whatever
 * the number of algorithms. Rejects as {@link integrity}.
 *
 * @param algorithms `['sha-256']` by default
 * @example
 * res.set('Content-Digest', await contentDigest(body)); // 'sha-256=:X48E9qOo…=:'
 */
export function contentDigest(
  data: IntegritySource,
  algorithms?: ContentDigestAlgorithm | readonly ContentDigestAlgorithm[],
  options?: IntegrityOptions,
): Promise<string>;

/**
 * Verifies data against the value of a `Content-Digest` or `Repr-Digest` field, and resolves to the members that
 * matched. Every digest of sha-256 and sha-512 in it has to match; others are ignored.
 *
 * Rejects with an {@link IntegrityError}, or `ERR_INTEGRITY_INVALID` (Error) before anything is read if `header` is no
 * dictionary of structured fields, or has no digest of either algorithm. Else as {@link integrity}.
 *
 * @param header the value, or the values of several lines; up to 65 536 characters
 */
export function verifyContentDigest(
  data: IntegritySource,
  header: string | readonly string[],
  options?: IntegrityOptions,
): Promise<string>;

/** Passes bytes on unchanged. Where they are not those expected it fails at their end, before whoever reads it ends. */
export interface IntegrityCheck extends PoolTransform {
  /** What matched, as the promise of the verifying function has it; undefined until it did. */
  readonly matched: string | undefined;
}

/**
 * A stream that verifies as {@link verifyIntegrity} what is written to it, and passes it on. What was read from it
 * must not be trusted before its end.
 *
 * Throws `ERR_INTEGRITY_INVALID`, and as {@link createHash} for bad arguments.
 *
 * @example
 * await pipeline(response, createIntegrityCheck(expected), createWriteStream(temporary));
 * await rename(temporary, target);
 */
export function createIntegrityCheck(expected: string, options?: StreamOptions): IntegrityCheck;

/** As {@link createIntegrityCheck}, for a field's value as {@link verifyContentDigest} takes it. */
export function createContentDigestCheck(
  header: string | readonly string[],
  options?: StreamOptions,
): IntegrityCheck;
