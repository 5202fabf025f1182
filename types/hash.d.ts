/// <reference types="node" />

/**
 * Digests and message authentication codes of data in memory and of streams.
 *
 * @module Hashing
 */

import type { KeyObject } from 'node:crypto';
import type { Bytes, Data } from './data.js';
import type { JobOptions } from './jobs.js';
import type { PoolTransform, StreamOptions } from './streams.js';

/**
 * Digests by node:crypto's names, and those that node:crypto lacks. A name counts in any case and with or without the
 * hyphen; the type has the usual ways to write it (`sha256`, `SHA256`, `sha-256`, `SHA-256`), so that a misspelled
 * name is an error. For other ways to write it, assert the type: the call checks the name. `md5`, `sha1` and the
 * checksums (`xxh…`, `crc…`) do not withstand an attacker.
 *
 * @see MD5: {@link https://www.rfc-editor.org/rfc/rfc1321 | RFC 1321}
 * @see SHA-1 and SHA-2: {@link https://doi.org/10.6028/NIST.FIPS.180-4 | FIPS 180-4}
 * @see SHA-3 and SHAKE: {@link https://doi.org/10.6028/NIST.FIPS.202 | FIPS 202}
 * @see BLAKE2: {@link https://www.rfc-editor.org/rfc/rfc7693 | RFC 7693}
 * @see BLAKE3: {@link https://github.com/BLAKE3-team/BLAKE3-specs | its specification}
 * @see xxHash: {@link https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md | its specification}
 * @see CRC-32: {@link https://www.rfc-editor.org/rfc/rfc1952 | RFC 1952}, of the Castagnoli polynomial
 *   {@link https://www.rfc-editor.org/rfc/rfc3720 | RFC 3720}
 */
export type HashAlgorithm =
  | AlgorithmName
  | Uppercase<AlgorithmName>
  | `${'sha' | 'SHA'}-${1 | 224 | 256 | 384 | 512}`
  | `SHA-512/${224 | 256}`
  | 'BLAKE2b512'
  | 'BLAKE2s256';

/** Digests by their shortest names. */
export type AlgorithmName =
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha512-224'
  | 'sha512-256'
  | 'sha3-224'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'shake128'
  | 'shake256'
  | 'blake2b512'
  | 'blake2s256'
  | 'blake3'
  | 'xxh3'
  | 'xxh64'
  | 'xxh128'
  | 'crc32'
  | 'crc32c';

/** How a digest is written: lower-case hexadecimal, base64 (padded), base64url (unpadded), or raw bytes. */
export type DigestEncoding = 'hex' | 'base64' | 'base64url' | 'buffer';

/** What a digest is made with. */
export interface DigestOptions {
  /** How the digest is written. @default 'hex' */
  encoding?: DigestEncoding;
  /**
   * Makes the digest a message authentication code: HMAC for MD5, SHA-1, SHA-2 and SHA-3; the keyed mode of BLAKE2
   * (1 to 64 bytes for `blake2b512`, 1 to 32 for `blake2s256`) and of BLAKE3 (32 bytes). The other algorithms take no
   * key.
   * @see HMAC: {@link https://www.rfc-editor.org/rfc/rfc2104 | RFC 2104}
   */
  key?: Bytes | KeyObject;
  /** BLAKE3's derive-key mode: the purpose of the derived key. The data is the key material. */
  context?: string;
  /**
   * Length of the digest in bytes, 0 to 2^31 - 1, of `shake128`, `shake256` and `blake3`. The other algorithms have one
   * length.
   * @default 16 for `shake128`, 32 for `shake256` and `blake3`
   */
  outputLength?: number;
  /** Seed of `xxh3`, `xxh64` and `xxh128`: an unsigned 64-bit integer. @default 0 */
  seed?: number | bigint;
}

/** Options of {@link hash} and {@link hashMany}. */
export interface HashOptions extends DigestOptions, JobOptions {}

/** Options that ask for a digest as bytes, or the encoding alone. */
export type AsBuffer<Options> = 'buffer' | (Options & { encoding: 'buffer' });

/** Options that ask for a digest as text, or the encoding alone. */
export type AsText<Options> =
  Exclude<DigestEncoding, 'buffer'> | (Options & { encoding?: Exclude<DigestEncoding, 'buffer'> });

/** The digest of one algorithm; of an array of algorithms, an object with the digest of each by its name. */
export type DigestsOf<Algorithms, Digest> = Algorithms extends readonly (infer Name extends string)[]
  ? Record<Name, Digest>
  : Digest;

/**
 * Digests `data`.
 *
 * Small data is digested on the calling thread, since that costs the event loop less than a thread of the pool would:
 * up to 2 to 256 KiB, depending on the algorithm (16 KiB for SHA-256). Larger data is copied, at most 1 MiB a turn of
 * the event loop, and digested on the pool. BLAKE3 of 128 KiB or more uses all threads of the pool. Of data of more
 * than 32 MiB at most 8 MiB are held at a time. A large SharedArrayBuffer is read where it is.
 *
 * `crc32`, `crc32c`, `xxh3`, `xxh64` and `xxh128` take about as long as the copy would. They are computed on the
 * calling thread for any size, at most 512 KiB a turn of the event loop; except for a Blob, a large
 * SharedArrayBuffer and data that is transferred. Where the processor has no instructions for CRCs, the pool computes
 * them.
 *
 * @param options options, or the encoding alone
 * @returns the digest: a string, or a Buffer with the encoding `'buffer'`
 * @throws `ERR_CRYPTO_INVALID_DIGEST` (TypeError) if there is no such algorithm.
 * @throws `ERR_CRYPTO_INVALID_KEYLEN` (RangeError) if BLAKE2 or BLAKE3 does not take a key of this length.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if there is no such option, the algorithm does not have it, or its
 *   value is unknown.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
 * @throws `ERR_INVALID_STATE` (Error) if the data is detached, or is resized while it is copied or digested.
 * @throws `ERR_STRING_TOO_LONG` (Error) if the digest is to be text and has more characters than a string can have.
 * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the data.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @example
 * await hash('sha256', body); // '9f86d0…'
 * await hash('sha256', body, { key: secret, encoding: 'base64url', signal });
 */
export function hash(algorithm: HashAlgorithm, data: Data, options: AsBuffer<HashOptions>): Promise<Buffer>;
export function hash(algorithm: HashAlgorithm, data: Data, options?: AsText<HashOptions>): Promise<string>;
export function hash(
  algorithm: HashAlgorithm,
  data: Data,
  options?: DigestEncoding | HashOptions,
): Promise<string | Buffer>;

/**
 * Digests `data` as {@link hash} does, on the calling thread, which it blocks meanwhile.
 *
 * @param options options, or the encoding alone
 * @throws `ERR_CRYPTO_INVALID_DIGEST` (TypeError), `ERR_CRYPTO_INVALID_KEYLEN` (RangeError), `ERR_INVALID_ARG_TYPE`
 *   (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad arguments, as `hash`.
 */
export function hashSync(algorithm: HashAlgorithm, data: Bytes, options: AsBuffer<DigestOptions>): Buffer;
export function hashSync(algorithm: HashAlgorithm, data: Bytes, options?: AsText<DigestOptions>): string;
export function hashSync(
  algorithm: HashAlgorithm,
  data: Bytes,
  options?: DigestEncoding | DigestOptions,
): string | Buffer;

/**
 * Digests each of `inputs` in one job that uses the whole pool: one promise, and a lower cost for each input than
 * separate calls have. All inputs are copied before the first is digested, unless {@link hash} would digest every one of them on
 * the calling thread.
 *
 * @param options options, or the encoding alone
 * @returns the digests, in the order of the inputs
 * @throws The errors of {@link hash}, with the index of a bad input in the message.
 */
export function hashMany(
  algorithm: HashAlgorithm,
  inputs: readonly Data[],
  options: AsBuffer<HashOptions>,
): Promise<Buffer[]>;
export function hashMany(
  algorithm: HashAlgorithm,
  inputs: readonly Data[],
  options?: AsText<HashOptions>,
): Promise<string[]>;
export function hashMany(
  algorithm: HashAlgorithm,
  inputs: readonly Data[],
  options?: DigestEncoding | HashOptions,
): Promise<string[] | Buffer[]>;

/** Options of {@link createHash}. */
export interface HashStreamOptions extends DigestOptions, StreamOptions {}

/**
 * A stream that digests what is written to it. Once the writable side has ended, the readable side gives the bytes of
 * the digest, as that of node:crypto's Hash does; with several algorithms it gives nothing.
 */
export interface Hash<Digest = string> extends PoolTransform {
  /**
   * Writes data, which waits in memory until it is digested. For much data use `write` and 'drain', or `pipeline`.
   *
   * @returns the stream
   * @throws `ERR_CRYPTO_HASH_FINALIZED` (Error) if the writable side has ended.
   * @throws `ERR_STREAM_DESTROYED` (Error), or the stream's own error, if the stream was destroyed.
   */
  update(data: Bytes, inputEncoding?: BufferEncoding): this;
  /**
   * Ends the writable side. Every call with the same encoding returns the same promise.
   *
   * @param encoding of this digest, as in node:crypto. @default the stream's
   * @returns the digest of all that was written
   * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if the encoding is not one of {@link DigestOptions.encoding}.
   * @throws `ERR_STRING_TOO_LONG` (Error), as {@link hash}.
   * @throws The error of a stream that fails, or `ERR_STREAM_DESTROYED` (Error) of one that is destroyed.
   */
  digest(encoding: 'buffer'): Promise<Digest extends string | Buffer ? Buffer : Record<keyof Digest, Buffer>>;
  digest(
    encoding: Exclude<DigestEncoding, 'buffer'>,
  ): Promise<Digest extends string | Buffer ? string : Record<keyof Digest, string>>;
  digest(): Promise<Digest>;
  /**
   * A second stream, which starts from all that was written to this one so far.
   *
   * @throws `ERR_CRYPTO_HASH_FINALIZED` or `ERR_STREAM_DESTROYED` (Error), as {@link update}.
   */
  copy(): Hash<Digest>;
}

/**
 * Creates a stream that digests what is written to it; with several algorithms, at once and in one pass.
 *
 * @param algorithms one algorithm, or an array of them
 * @param options options, or the encoding alone
 * @throws The errors of {@link hash} for bad arguments, at once; the stream emits the others.
 * @example
 * const hash = createHash(['sha256', 'md5']);
 * await pipeline(request, hash);
 * const { sha256, md5 } = await hash.digest();
 */
export function createHash<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  options: AsBuffer<HashStreamOptions>,
): Hash<DigestsOf<Algorithms, Buffer>>;
export function createHash<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  options?: AsText<HashStreamOptions>,
): Hash<DigestsOf<Algorithms, string>>;
export function createHash<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  options?: DigestEncoding | HashStreamOptions,
): Hash<DigestsOf<Algorithms, string | Buffer>>;
