/// <reference types="node" />

import type { KeyObject } from 'node:crypto';
import type { Bytes, Data } from './data.js';
import type { JobOptions } from './jobs.js';
import type { PoolTransform, StreamOptions } from './streams.js';

/**
 * Digests by node:crypto's names, in any case and with or without the hyphen (`SHA-256`), and those that
 * node:crypto lacks. `md5`, `sha1` and the checksums (`xxh…`, `crc…`) do not withstand an attacker.
 */
export type HashAlgorithm =
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
  | 'crc32c'
  | (string & {});

/** How a digest is written: lower-case hexadecimal, base64 (padded), base64url (unpadded), or raw bytes. */
export type DigestEncoding = 'hex' | 'base64' | 'base64url' | 'buffer';

/** What shapes a digest. */
export interface DigestOptions {
  /** @default 'hex' */
  encoding?: DigestEncoding;
  /**
   * Makes the digest a message authentication code: HMAC (RFC 2104) for MD5, SHA-1, SHA-2 and SHA-3; the keyed mode
   * of BLAKE2 (RFC 7693; 1 to 64 bytes for `blake2b512`, 1 to 32 for `blake2s256`) and of BLAKE3 (32 bytes).
   * The other algorithms take no key.
   */
  key?: Bytes | KeyObject;
  /** BLAKE3's derive-key mode: the purpose of the key that is derived, the data being the key material. */
  context?: string;
  /**
   * Length of the digest in bytes, 0 to 2^31 - 1, of `shake128` (default 16), `shake256` (32) and `blake3` (32). The
   * others have one length.
   */
  outputLength?: number;
  /** Seed of `xxh3`, `xxh64` and `xxh128`: an unsigned 64-bit integer. @default 0 */
  seed?: number | bigint;
}

/** Options of {@link hash} and {@link hashMany}. */
export interface HashOptions extends DigestOptions, JobOptions {}

/** Options, or the encoding alone, that ask for bytes. */
export type AsBuffer<Options> = 'buffer' | (Options & { encoding: 'buffer' });

/** Options, or the encoding alone, that ask for text. */
export type AsText<Options> =
  Exclude<DigestEncoding, 'buffer'> | (Options & { encoding?: Exclude<DigestEncoding, 'buffer'> });

/**
 * Digests `data`.
 *
 * Up to 2 to 256 KiB, depending on the algorithm (16 KiB for SHA-256), the digest is made on the spot, since that
 * costs the event loop less than handing the data over. Larger data is copied, at most 1 MiB a turn of the event
 * loop, and digested on the pool; BLAKE3 of 128 KiB or more uses all of it. Of more than 32 MiB at most 8 MiB are held
 * at a time. A large SharedArrayBuffer is read where it is.
 *
 * `crc32`, `crc32c`, `xxh3`, `xxh64` and `xxh128` take about as long as the copy would: they are made on the spot
 * whatever the size, at most 512 KiB a turn of the event loop, but for a Blob, a large SharedArrayBuffer and what is
 * transferred. A processor without the instructions for CRCs has the pool do them.
 *
 * Rejects with `ERR_CRYPTO_INVALID_DIGEST` (TypeError) for an unknown algorithm, `ERR_INVALID_ARG_TYPE`,
 * `ERR_INVALID_ARG_VALUE` (TypeError), `ERR_OUT_OF_RANGE` or `ERR_CRYPTO_INVALID_KEYLEN` (RangeError) for other bad
 * arguments, `ABORT_ERR`, `ERR_QUEUE_FULL`, `ERR_INVALID_STATE` if the data is detached or resized while it is
 * copied or digested, and `ERR_MEMORY_ALLOCATION_FAILED`.
 *
 * @param options options, or the encoding alone
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
 * As {@link hash}, at once and on the calling thread, which is busy meanwhile. Throws what `hash` rejects with.
 */
export function hashSync(algorithm: HashAlgorithm, data: Bytes, options: AsBuffer<DigestOptions>): Buffer;
export function hashSync(algorithm: HashAlgorithm, data: Bytes, options?: AsText<DigestOptions>): string;
export function hashSync(
  algorithm: HashAlgorithm,
  data: Bytes,
  options?: DigestEncoding | DigestOptions,
): string | Buffer;

/**
 * Digests each of `inputs` in one job that uses the whole pool: one promise, and less cost an input than as many
 * calls. All inputs are copied before the first is digested, but where {@link hash} would digest every one of them on
 * the spot. Results come in the order of the inputs.
 *
 * Rejects as {@link hash}; bad inputs are named by their index.
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
 * A digest in the making. The readable side gives the bytes of the digest once the writing side has ended, as that
 * of node:crypto's Hash does; with several algorithms it gives nothing.
 */
export interface Hash<Digest = string> extends PoolTransform {
  /**
   * Writes, and can be chained. Throws `ERR_CRYPTO_HASH_FINALIZED` (Error) once the writing side has ended, and
   * `ERR_STREAM_DESTROYED` (Error) or its error after the stream was destroyed. Data waits in memory for as long as
   * it takes: for much of it `write` and 'drain', or `pipeline`, are the better way.
   */
  update(data: Bytes, inputEncoding?: BufferEncoding): this;
  /**
   * Ends the writing side, and promises the digest of all that was written, as the encoding has it. Any number of
   * calls give the same promise. Rejects with the error of a stream that fails or is destroyed.
   */
  digest(): Promise<Digest>;
  /** Another Hash, which has taken in all that was written to this one so far. Throws as {@link update}. */
  copy(): Hash<Digest>;
}

/**
 * Digests what is written to it; with several algorithms, at once and in one pass.
 *
 * Throws what {@link hash} rejects with for bad arguments.
 *
 * @param options options, or the encoding alone
 * @example
 * const hash = createHash(['sha256', 'md5']);
 * await pipeline(request, hash);
 * const { sha256, md5 } = await hash.digest();
 */
export function createHash<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  options: AsBuffer<HashStreamOptions>,
): Hash<Record<Name, Buffer>>;
export function createHash<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  options?: AsText<HashStreamOptions>,
): Hash<Record<Name, string>>;
export function createHash(algorithm: HashAlgorithm, options: AsBuffer<HashStreamOptions>): Hash<Buffer>;
export function createHash(algorithm: HashAlgorithm, options?: AsText<HashStreamOptions>): Hash<string>;
export function createHash(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  options?: DigestEncoding | HashStreamOptions,
): Hash<string | Buffer | Record<string, string | Buffer>>;
