/// <reference types="node" />

/**
 * Subresource Integrity, and the `Content-Digest` and `Repr-Digest` fields of HTTP.
 *
 * @module Integrity
 */

import type { ReadableStream } from 'node:stream/web';
import type { Data, Path } from './data.js';
import type { IntegrityError } from './errors.js';
import type { createHash, hash } from './hash.js';
import type { hashFile } from './hash-files.js';
import type { FileOptions, JobOptions } from './jobs.js';
import type { PoolTransform, StreamOptions } from './streams.js';

/** What can be verified, or digested for a verification: data, a file, or a stream of bytes. */
export type IntegritySource =
  Data | { path: Path } | NodeJS.ReadableStream | ReadableStream | AsyncIterable<string | Uint8Array>;

/** Options of {@link integrity} and the functions beside it. `transfer` is only for data in memory. */
export interface IntegrityOptions extends JobOptions {
  /** As of {@link hashFile}; only with `{ path }`. */
  onProgress?: FileOptions['onProgress'];
}

/** Algorithms of Subresource Integrity, by their names there or by those of HTTP. */
export type IntegrityAlgorithm = 'sha256' | 'sha384' | 'sha512' | 'sha-256' | 'sha-384' | 'sha-512';

/** The active algorithms of RFC 9530, by their names there or by those of {@link hash}. */
export type ContentDigestAlgorithm = 'sha-256' | 'sha-512' | 'sha256' | 'sha512';

/**
 * Integrity metadata of data, a file or a stream: `sha384-…`, with a space between several. One pass computes the
 * digests of all algorithms.
 *
 * @param algorithms `['sha384']` by default
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if an algorithm is not one of Subresource Integrity.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if a chunk of a stream is neither text nor bytes. The stream is destroyed.
 * @throws `ERR_INVALID_STATE` (Error) if a stream was read or destroyed before, or has a listener for 'readable'.
 * @throws `ERR_STREAM_PREMATURE_CLOSE` (Error) if a stream is closed before its end without an error.
 * @throws The errors of {@link hash} and {@link hashFile} for bad arguments and files; that of a stream that fails.
 * @see {@link https://www.w3.org/TR/SRI/ | Subresource Integrity}
 * @example
 * await integrity({ path: 'public/app.js' }); // 'sha384-oqVuAfXR…'
 */
export function integrity(
  data: IntegritySource,
  algorithms?: IntegrityAlgorithm | readonly IntegrityAlgorithm[],
  options?: IntegrityOptions,
): Promise<string>;

/**
 * Verifies data against integrity metadata. Of several algorithms the strongest counts; of several of its digests, any.
 *
 * @param expected up to 65 536 characters
 * @returns the `algorithm-digest` that matched
 * @throws `EINTEGRITY` (Error), an {@link IntegrityError}, if the data has another digest.
 * @throws `ERR_INTEGRITY_INVALID` (Error) if `expected` has no digest that could match. Nothing is read then.
 * @throws The errors of {@link integrity}.
 * @see {@link https://www.w3.org/TR/SRI/ | Subresource Integrity}
 */
export function verifyIntegrity(
  data: IntegritySource,
  expected: string,
  options?: IntegrityOptions,
): Promise<string>;

/**
 * The value of a `Content-Digest` or `Repr-Digest` field for data, a file or a stream. One pass computes the digests of all
 * algorithms.
 *
 * @param algorithms `['sha-256']` by default
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if an algorithm is not an active one of RFC 9530.
 * @throws The errors of {@link integrity}.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9530 | RFC 9530}
 * @example
 * res.set('Content-Digest', await contentDigest(body)); // 'sha-256=:X48E9qOo…=:'
 */
export function contentDigest(
  data: IntegritySource,
  algorithms?: ContentDigestAlgorithm | readonly ContentDigestAlgorithm[],
  options?: IntegrityOptions,
): Promise<string>;

/**
 * Verifies data against the value of a `Content-Digest` or `Repr-Digest` field. Every digest of sha-256 and sha-512 in
 * it has to match; those of other algorithms are ignored.
 *
 * @param header the value, or the values of several lines; up to 65 536 characters
 * @returns the members of the field that matched
 * @throws `EINTEGRITY` (Error), an {@link IntegrityError}, if the data has another digest.
 * @throws `ERR_INTEGRITY_INVALID` (Error) if there is no `header`, or if it is not a dictionary of structured fields, or
 *   has no digest of either algorithm. Nothing is read then.
 * @throws The errors of {@link integrity}.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9530 | RFC 9530}
 */
export function verifyContentDigest(
  data: IntegritySource,
  header: string | readonly string[] | undefined,
  options?: IntegrityOptions,
): Promise<string>;

/** Passes bytes on unchanged, and fails instead of ending if they are not those that were expected. */
export interface IntegrityCheck extends PoolTransform {
  /** What matched, as the promise of the verifying function has it; undefined until then. */
  readonly matched: string | undefined;
}

/**
 * Creates a stream that passes on what is written to it, and verifies it as {@link verifyIntegrity} does. Do not trust
 * what was read from it before its end.
 *
 * @throws `ERR_INTEGRITY_INVALID` (Error) if `expected` has no digest that could match.
 * @throws The errors of {@link createHash} for bad arguments.
 * @example
 * await pipeline(response, createIntegrityCheck(expected), createWriteStream(temporary));
 * await rename(temporary, target);
 */
export function createIntegrityCheck(expected: string, options?: StreamOptions): IntegrityCheck;

/**
 * Creates a stream as {@link createIntegrityCheck} does, for a field's value as {@link verifyContentDigest} takes it.
 *
 * @throws `ERR_INTEGRITY_INVALID` (Error) if there is no `header`, or if it is not a dictionary of structured fields, or
 *   has no digest of sha-256 or sha-512.
 * @throws The errors of {@link createHash} for bad arguments.
 */
export function createContentDigestCheck(
  header: string | readonly string[] | undefined,
  options?: StreamOptions,
): IntegrityCheck;
