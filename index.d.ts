/// <reference types="node" />

import { EventEmitter } from 'node:events';
import type { Readable, Transform, Writable } from 'node:stream';

/**
 * CPU work for Node.js, off the event loop: hashing, compression and passwords on Rust threads of our own.
 *
 * Every promise-returning function reports bad arguments, failures and aborts by rejecting; it never throws.
 * Work runs on a pool of threads that is not libuv's, at lower priority than the event loop.
 */

/**
 * Bytes. A string stands for its UTF-8 encoding, lone surrogates replaced by U+FFFD.
 *
 * Do not change the bytes until the promise settles. If you do, the result is unspecified; nothing else happens.
 */
export type Bytes = string | NodeJS.ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** Bytes, or a Blob or File, which is read piece by piece. */
export type Data = Bytes | Blob;

/** A path of the file system, or a `file:` URL. */
export type Path = string | Uint8Array | URL;

// Jobs ---------------------------------------------------------------------------------------------------------

/** What every asynchronous call takes. */
export interface AbortOptions {
  /**
   * Aborts the call, also while it runs. Its promise rejects with an {@link AbortError} as soon as its thread has
   * stopped, at the next block of work.
   */
  signal?: AbortSignal;
}

/** What every asynchronous call on data in memory takes. */
export interface JobOptions extends AbortOptions {
  /**
   * Takes the data's memory instead of copying it: its ArrayBuffer is detached, as by `postMessage` with a transfer
   * list. Memory that cannot be taken is copied: a Buffer from Node's pool, a view of part of an ArrayBuffer, a
   * SharedArrayBuffer, a string.
   * @default false
   */
  transfer?: boolean;
}

/** What calls on files take. */
export interface FileOptions extends AbortOptions {
  /**
   * Called with how many bytes of input are done and how many there are: at most every 50 ms, and once at the end.
   * An exception it throws stops the job and rejects its promise.
   */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** The error of an aborted call. `cause` is the signal's reason. */
export interface AbortError extends Error {
  name: 'AbortError';
  code: 'ABORT_ERR';
}

// Streams ------------------------------------------------------------------------------------------------------

/** What every stream takes. */
export interface StreamOptions extends AbortOptions {
  /** Bytes that may wait on the writable and on the readable side. @default 65536 */
  highWaterMark?: number;
  /** @default highWaterMark */
  readableHighWaterMark?: number;
  /** @default highWaterMark */
  writableHighWaterMark?: number;
  /** @default true */
  emitClose?: boolean;
  /** @default true */
  autoDestroy?: boolean;
}

/**
 * A Transform whose work is done on the pool, in order and one job at a time. A job has at most 1 MiB of input:
 * larger chunks are cut, and chunks that are written while a job is under way are one job together. While the
 * readable side is full, no job begins.
 *
 * Do not change a chunk until its write has called back. Where there is no room for a chunk among the bytes of
 * other jobs it waits in line. `destroy()`, or an abort of `signal`, stops the job under way at its next block and
 * frees what the stream holds.
 *
 * Beyond what any Transform emits, 'error' has what the promises of the same work reject with.
 */
export interface PoolTransform extends Transform {
  /** Bytes that were taken in so far. */
  readonly bytesWritten: number;
  /** Destroys the stream; `callback` is called when it is closed. */
  close(callback?: () => void): void;
  /** As of any Writable, with all kinds of {@link Bytes}. */
  write(chunk: Bytes, callback?: (error: Error | null | undefined) => void): boolean;
  write(
    chunk: Bytes,
    encoding: BufferEncoding,
    callback?: (error: Error | null | undefined) => void,
  ): boolean;
}

// Hashing ------------------------------------------------------------------------------------------------------

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
  key?: Bytes | import('node:crypto').KeyObject;
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

/** Options of {@link hashFile}. */
export interface HashFileOptions extends DigestOptions, FileOptions {
  /** Offset of the first byte, as in `fs.createReadStream`. @default 0 */
  start?: number;
  /** Offset of the last byte, which is included, as in `fs.createReadStream`. @default Infinity */
  end?: number;
}

/** Options of {@link hashFiles}. */
export type HashFilesOptions = Omit<HashFileOptions, 'onProgress'>;

/** Options, or the encoding alone, that ask for bytes. */
type AsBuffer<Options> = 'buffer' | (Options & { encoding: 'buffer' });

/** Options, or the encoding alone, that ask for text. */
type AsText<Options> =
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

/**
 * Digests a file, or part of it. The file is read by native threads: none of its bytes come to JavaScript, and
 * memory stays bounded whatever its size. With several algorithms it is read once and the result has a digest for
 * each name.
 *
 * A regular file is read up to the size it had when it was opened. Rejects as {@link hash}, and with Node's errors
 * of the file system, which have `code`, `errno`, `syscall` and `path`: `ENOENT`, `EACCES`, `EISDIR` for a
 * directory, `ESPIPE` for a FIFO or another file that has no positions, `EIO` if the file shrinks while it is read.
 *
 * @example
 * const { sha256, md5 } = await hashFile(['sha256', 'md5'], '/srv/image.iso', { onProgress });
 */
export function hashFile<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  path: Path,
  options: AsBuffer<HashFileOptions>,
): Promise<Record<Name, Buffer>>;
export function hashFile<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  path: Path,
  options?: AsText<HashFileOptions>,
): Promise<Record<Name, string>>;
export function hashFile(
  algorithm: HashAlgorithm,
  path: Path,
  options: AsBuffer<HashFileOptions>,
): Promise<Buffer>;
export function hashFile(
  algorithm: HashAlgorithm,
  path: Path,
  options?: AsText<HashFileOptions>,
): Promise<string>;
export function hashFile(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  path: Path,
  options?: DigestEncoding | HashFileOptions,
): Promise<string | Buffer | Record<string, string | Buffer>>;

/** What {@link hashFiles} tells of one file: its digest and the bytes that were digested, or why there is none. */
export type FileDigest<Digest> =
  | { path: Path; digest: Digest; size: number; error?: undefined }
  | { path: Path; digest?: undefined; size?: undefined; error: NodeJS.ErrnoException };

/**
 * As {@link hashFile} for each of `paths`, several at a time. Results come in the order of the paths. A file that
 * cannot be read has its error in its result; bad arguments and an abort reject the whole call.
 */
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  paths: readonly Path[],
  options: AsBuffer<HashFilesOptions>,
): Promise<FileDigest<Record<Name, Buffer>>[]>;
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  paths: readonly Path[],
  options?: AsText<HashFilesOptions>,
): Promise<FileDigest<Record<Name, string>>[]>;
export function hashFiles(
  algorithm: HashAlgorithm,
  paths: readonly Path[],
  options: AsBuffer<HashFilesOptions>,
): Promise<FileDigest<Buffer>[]>;
export function hashFiles(
  algorithm: HashAlgorithm,
  paths: readonly Path[],
  options?: AsText<HashFilesOptions>,
): Promise<FileDigest<string>[]>;
export function hashFiles(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  paths: readonly Path[],
  options?: DigestEncoding | HashFilesOptions,
): Promise<FileDigest<string | Buffer | Record<string, string | Buffer>>[]>;

/** A directory, given to {@link hashFiles} in place of a list of files. */
export interface Tree {
  directory: Path;
}

/** Options of {@link hashFiles} with a directory. */
export interface TreeOptions extends DigestOptions, FileOptions {}

/** What an entry of a {@link TreeDigest} is. `unknown` is what could not be looked at. */
export type TreeEntryType = 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'device' | 'unknown';

/** One file, directory or link of a {@link TreeDigest}. */
export interface TreeEntry<Digest> {
  /** Relative to the directory, with `/` between its parts. */
  path: string;
  /** The bytes of a path that is not UTF-8 (Linux); `path` has U+FFFD there. */
  pathBytes?: Buffer;
  type: TreeEntryType;
  /** Of a file: whether its owner may execute it. Always false on Windows. */
  executable?: boolean;
  /** Bytes of a file, or of the target of a link. */
  size?: number;
  /** Of a file's contents, or of a link's target. */
  digest?: Digest;
  /** Why there is no digest. */
  error?: NodeJS.ErrnoException;
}

/** What {@link hashFiles} resolves to with a directory. */
export interface TreeDigest<Digest> {
  /** Of the list of all entries; null where an entry has an error. docs/integrity.md has the format. */
  digest: Digest | null;
  /** Sorted by the bytes of their paths. */
  entries: TreeEntry<Digest>[];
}

/**
 * Digests a directory: every file below it, and the list of all that is below it. The same tree has the same digest
 * on every machine; names, contents, links' targets and the owner's execute bit count, times and other permissions do
 * not. Files are read once whatever the number of algorithms, by native threads, in bounded memory; at most 256
 * entries are made a turn of the event loop.
 *
 * Links are not followed, but for the directory itself. What cannot be digested has its error in its entry: a file
 * that cannot be read has node's, one that is changed while it is read `ERR_FILE_CHANGED`, and a FIFO, socket or
 * device, which is never opened, `ERR_UNSUPPORTED_FILE_TYPE`. Rejects as {@link hash}, and with `ENOENT`, `ENOTDIR` or
 * `EACCES` for the directory itself.
 *
 * @example
 * const { digest, entries } = await hashFiles('sha256', { directory: 'dist' }, { signal, onProgress });
 */
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  tree: Tree,
  options: AsBuffer<TreeOptions>,
): Promise<TreeDigest<Record<Name, Buffer>>>;
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  tree: Tree,
  options?: AsText<TreeOptions>,
): Promise<TreeDigest<Record<Name, string>>>;
export function hashFiles(
  algorithm: HashAlgorithm,
  tree: Tree,
  options: AsBuffer<TreeOptions>,
): Promise<TreeDigest<Buffer>>;
export function hashFiles(
  algorithm: HashAlgorithm,
  tree: Tree,
  options?: AsText<TreeOptions>,
): Promise<TreeDigest<string>>;
export function hashFiles(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  tree: Tree,
  options?: DigestEncoding | TreeOptions,
): Promise<TreeDigest<string | Buffer | Record<string, string | Buffer>>>;

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

/** Why data was refused: the `code` is `EINTEGRITY`. */
export interface IntegrityError extends Error {
  code: 'EINTEGRITY';
  /** The algorithm whose digest is another one. */
  algorithm: IntegrityAlgorithm;
  /** The digests that were possible, with spaces between them. */
  expected: string;
  /** That of the data. */
  found: string;
}

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

// Compression --------------------------------------------------------------------------------------------------

/**
 * Formats by the names of Content-Encoding and CompressionStream: gzip (RFC 1952), deflate in its zlib wrapper
 * (RFC 1950), raw deflate (RFC 1951), Brotli (RFC 7932), Zstandard (RFC 8878).
 */
export type CompressionFormat = 'gzip' | 'deflate' | 'deflate-raw' | 'br' | 'zstd';

/** What shapes compressed data. */
export interface CompressionOptions {
  /**
   * How hard to try: -1 to 9 for gzip, deflate and deflate-raw (default 6, which is also -1), 0 to 11 for br
   * (default 4), -131072 to 22 for zstd (default 3).
   */
  level?: number;
  /**
   * Base-2 logarithm of the window in bytes: 8 to 15 for gzip, deflate and deflate-raw (default 15; 8 counts as 9),
   * 10 to 24 for br, 10 to 27 for zstd (default: as fits level and data).
   */
  windowBits?: number;
  /** Bytes that are likely to occur, which decompression needs too. Only for deflate, deflate-raw and zstd. */
  dictionary?: Bytes;
  /**
   * Writes zstd in frames with a seek table behind them (the Zstandard Seekable Format, with checksums), so that every
   * idle thread of the pool compresses and decompresses, and {@link openSeekable} reads any part. Every zstd decoder
   * reads it. A frame holds 2 MiB up to level 5, 4 MiB up to level 15 and 8 MiB above. Repetitions are found within a
   * frame only: at level 3 the result was 2 % smaller to 5 % larger, as the data was. A stream writes a frame when it
   * has data for it, and `flush()` ends one early. Only for zstd.
   * @default false
   */
  seekable?: boolean;
}

/** What shapes decompression. */
export interface DecompressionOptions {
  /**
   * The most bytes to produce; data that holds more is refused with `ERR_BUFFER_TOO_LARGE` as soon as it is known.
   * `Infinity` removes the limit.
   * @default 134217728 (128 MiB)
   */
  maxOutputLength?: number;
  /** Refuses bytes that follow the end of the compressed data, which are ignored otherwise. @default false */
  rejectGarbageAfterEnd?: boolean;
  /**
   * The largest window to accept, as a base-2 logarithm: 8 to 15 for gzip, deflate and deflate-raw (default 15), 10
   * to 31 for zstd (default 27). Not for br, nor for 'auto'.
   */
  windowBits?: number;
  /** The dictionary that the data was compressed with. Only for deflate, deflate-raw and zstd. */
  dictionary?: Bytes;
}

/** What calls take that can compress or decompress on several threads. */
export interface ThreadsOptions {
  /**
   * The most threads of the pool that work on the call at the same time, 1 to 1024. What comes out does not depend on
   * it.
   * @default as many as the pool has
   */
  threads?: number;
}

/** Options of {@link compress} and {@link compressMany}. */
export interface CompressOptions extends CompressionOptions, ThreadsOptions, JobOptions {}

/** Options of {@link decompress} and {@link decompressMany}. */
export interface DecompressOptions extends DecompressionOptions, ThreadsOptions, JobOptions {}

/**
 * Compresses `data` on the pool. The data is copied first, at most 1 MiB a turn of the event loop. Bytes of more than
 * 4 MiB are compressed while they are copied where they are cut into chunks, as below; of them a chunk for each thread
 * is held, and up to two more.
 *
 * gzip, deflate and deflate-raw use every idle thread of the pool for data of more than 1.5 MiB (level 1), 1 MiB
 * (levels 2 to 6), 512 KiB (7) or 320 KiB (8, 9), unless a dictionary or a smaller window is asked for or the level is
 * 0. What comes out is one member or stream all the same, which every decoder reads; a gzip header then has an index of
 * the pieces in its extra field, by which {@link decompress} and {@link decompressFile} use every thread too. zstd does
 * for data of more than 2 MiB (levels to 2), 4 MiB (3 to 8) or 8 MiB (9 to 16), in one frame, unless a dictionary or a
 * window is asked for; and with `seekable` at every level, for data of more than 2 MiB (levels to 5), 4 MiB (6 to 15)
 * or 8 MiB. br uses one thread.
 *
 * The same data and options give the same bytes on every machine with the same version of this package, for any
 * number of threads, and from {@link compressFile} too for these three formats except at level 0, with a dictionary
 * or with a smaller window, for zstd of that size and for seekable zstd: a gzip header has no time and no name. Only of a
 * file that reports no length, as those in /proc, is the gzip different: it has no index.
 *
 * Rejects with `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 * bad arguments, `ABORT_ERR`, `ERR_QUEUE_FULL`, `ERR_INVALID_STATE` if the data is detached or resized while it is
 * copied, and `ERR_MEMORY_ALLOCATION_FAILED`.
 *
 * @example
 * res.set('Content-Encoding', 'br').send(await compress('br', json, { level: 5 }));
 */
export function compress(format: CompressionFormat, data: Data, options?: CompressOptions): Promise<Buffer>;

/** As {@link compress}, at once and on the calling thread, which is busy meanwhile. Throws what it rejects with. */
export function compressSync(format: CompressionFormat, data: Bytes, options?: CompressionOptions): Buffer;

/**
 * Compresses each of `inputs` by itself, in one job that uses the whole pool. Results come in the order of the
 * inputs. Rejects as {@link compress}.
 */
export function compressMany(
  format: CompressionFormat,
  inputs: readonly Data[],
  options?: CompressOptions,
): Promise<Buffer[]>;

/**
 * Decompresses `data` on the pool. `'auto'` tells gzip, zlib and Zstandard by their first bytes. Several members or
 * frames, one after the other, give their contents joined. Zstandard with a seek table, of which no frame holds more
 * than 8 MiB where it is in a file, is decompressed by every idle thread of the pool, and the table's checksums are
 * verified, unless `windowBits` is given. gzip with the index that {@link compress} writes uses these threads too. A
 * table or an index that does not fit the data has no influence.
 *
 * Rejects as {@link compress}, and with node:zlib's errors: `Z_DATA_ERROR` for data that is not in the format or
 * fails its checksum, `Z_BUF_ERROR` where it ends too early, `Z_NEED_DICT` where a dictionary is missing; Brotli's
 * `ERR_…` and Zstandard's `ZSTD_error_…`; `ERR_BUFFER_TOO_LARGE` (RangeError) beyond `maxOutputLength`;
 * `ERR_TRAILING_JUNK_AFTER_STREAM_END` (TypeError) with `rejectGarbageAfterEnd`.
 *
 * @example
 * const body = await decompress('gzip', upload, { maxOutputLength: 10 * 1024 * 1024 });
 */
export function decompress(
  format: CompressionFormat | 'auto',
  data: Data,
  options?: DecompressOptions,
): Promise<Buffer>;

/** As {@link decompress}, at once and on the calling thread, which is busy meanwhile. Throws what it rejects with. */
export function decompressSync(
  format: CompressionFormat | 'auto',
  data: Bytes,
  options?: DecompressionOptions,
): Buffer;

/**
 * Decompresses each of `inputs`, in one job that uses the whole pool. `maxOutputLength` holds for each of them. The
 * first failure rejects the call. Results come in the order of the inputs. Rejects as {@link decompress}.
 */
export function decompressMany(
  format: CompressionFormat | 'auto',
  inputs: readonly Data[],
  options?: DecompressOptions,
): Promise<Buffer[]>;

/** What calls that write a file take. */
export interface WriteOptions extends FileOptions {
  /**
   * Replaces the target if it is a file or a symbolic link, instead of rejecting with `EEXIST`.
   * @default false
   */
  overwrite?: boolean;
}

/** Options of {@link compressFile}. */
export interface CompressFileOptions extends CompressionOptions, ThreadsOptions, WriteOptions {}

/** Options of {@link decompressFile}; `maxOutputLength` counts the bytes that are written. */
export interface DecompressFileOptions extends DecompressionOptions, ThreadsOptions, WriteOptions {}

/** What a call that writes a file did. */
export interface FileResult {
  /** Bytes of the source. */
  bytesRead: number;
  /** Bytes of the target. */
  bytesWritten: number;
}

/**
 * Compresses the file `from` into the file `to`. Native threads read and write: no bytes come to JavaScript, and
 * memory stays bounded whatever the size. The target appears whole, by renaming a temporary file beside it, with the
 * mode of the source; after an error or an abort nothing is left behind.
 *
 * Rejects as {@link compress}, and with Node's errors of the file system, which have `code`, `errno`, `syscall`,
 * `path` and `dest`: `ENOENT`, `EACCES`, `EEXIST` if the target exists and `overwrite` is not set, `EISDIR`, `ESPIPE`
 * for a source without positions such as a FIFO, `EIO` if the source shrinks while it is read, `ENOSPC`.
 */
export function compressFile(
  format: CompressionFormat,
  from: Path,
  to: Path,
  options?: CompressFileOptions,
): Promise<FileResult>;

/**
 * Decompresses the file `from` into the file `to`, in the manner of {@link compressFile}. Rejects as
 * {@link decompress} and {@link compressFile}.
 */
export function decompressFile(
  format: CompressionFormat | 'auto',
  from: Path,
  to: Path,
  options?: DecompressFileOptions,
): Promise<FileResult>;

/** Options of {@link openSeekable}; `threads` holds for each read. */
export interface OpenSeekableOptions extends ThreadsOptions, JobOptions {
  /** The dictionary that the data was compressed with. */
  dictionary?: Bytes;
  /**
   * The most bytes that one read may give; more are refused with `ERR_BUFFER_TOO_LARGE`. `Infinity` removes the limit.
   * @default 134217728 (128 MiB)
   */
  maxOutputLength?: number;
}

/** Seekable data that is open: any part of what it holds can be read, without decompressing what is before. */
export interface SeekableReader {
  /** Bytes of the decompressed data, as the seek table tells. */
  readonly size: number;
  /**
   * Decompresses `length` bytes from `offset` on, or as many as there are: none at the end and beyond. Any number of
   * reads may be under way. Each decompresses whole frames, side by side on the pool's idle threads, and verifies
   * their checksums; the frame that a short read stayed within is kept for the next one.
   *
   * Rejects with `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad arguments,
   * `ERR_INVALID_STATE` (Error) after `close`, `ZSTD_error_…` where a frame is damaged or is not what the table tells,
   * `ERR_BUFFER_TOO_LARGE` (RangeError) beyond `maxOutputLength`, `EIO` if the file shrank, `ABORT_ERR`,
   * `ERR_QUEUE_FULL` and `ERR_MEMORY_ALLOCATION_FAILED`.
   */
  read(offset: number, length: number, options?: AbortOptions): Promise<Buffer>;
  /** Lets reads under way end, and then closes the file or frees the data. Can be called again. */
  close(): Promise<void>;
}

/**
 * Opens Zstandard data with a seek table, as `seekable: true` and other writers of the format make it: a file by its
 * path or URL (a string is a path), or data, which is copied and held until `close`. Only the table is read now.
 *
 * Rejects as {@link compress}, with `ERR_NOT_SEEKABLE` (Error) for data without a seek table that fits it, and with
 * Node's errors of the file system.
 *
 * @example
 * const archive = await openSeekable('/srv/records.zst');
 * const record = await archive.read(index * 512, 512);
 * await archive.close();
 */
export function openSeekable(
  source: string | URL | Exclude<Data, string>,
  options?: OpenSeekableOptions,
): Promise<SeekableReader>;

/** Options of {@link createCompress} and {@link compressionStream}. */
export interface CompressStreamOptions extends CompressionOptions, StreamOptions {
  /**
   * Has the stream compressed in the chunks that {@link compress} has, at most so many of them at the same time, 1 to
   * 1024. Nothing comes out before a chunk is full, the stream flushed or ended: it is for large data, and not for
   * events. The bytes do not depend on the number: they are those of `compress` for deflate, deflate-raw and seekable
   * zstd; for gzip they are without its index, and a frame of zstd does not tell its size. Held are a chunk for each
   * thread and one that is filled, and what came out of two for each thread at most. br, and what else `compress` does
   * on one thread, is compressed as without it.
   * @default one thread, which compresses what comes as soon as it comes
   */
  threads?: number;
}

/** Options of {@link createDecompress} and {@link decompressionStream}. */
export interface DecompressStreamOptions extends DecompressionOptions, StreamOptions {}

/** A codec that is fed piece by piece. */
export interface CodecStream extends PoolTransform {
  /**
   * Has everything that was written so far come out, so that it can be decoded (zlib's Z_SYNC_FLUSH), and then calls
   * back. For server-sent events: `stream.write(event); stream.flush();`. Each flush costs some bytes.
   */
  flush(callback?: () => void): void;
}

/**
 * Compresses what is written to it. It has node:zlib's `flush`, `close` and `bytesWritten`, but neither `params` nor
 * `reset`. However the data is cut into chunks, the bytes that come out are the same; without `threads` they are not
 * those of {@link compress}, which knows the whole.
 *
 * Throws what {@link compress} rejects with for bad arguments.
 *
 * @example
 * await pipeline(fs.createReadStream('app.log'), createCompress('gzip'), response);
 */
export function createCompress(format: CompressionFormat, options?: CompressStreamOptions): CodecStream;

/**
 * Decompresses what is written to it, in pieces of at most 256 KiB, the next of which is only made when the one before
 * has been read: memory stays bounded whatever the data holds. `maxOutputLength` counts all that comes out. The
 * readable side ends as soon as bytes follow the end of the compressed data that are no part of it.
 *
 * Throws what {@link decompress} rejects with for bad arguments.
 */
export function createDecompress(
  format: CompressionFormat | 'auto',
  options?: DecompressStreamOptions,
): CodecStream;

/** Web streams for `pipeThrough`: what is written to the one comes out of the other, compressed or decompressed. */
export interface WebStreamPair {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Bytes>;
}

/**
 * {@link createCompress} as a pair of web streams, for `pipeThrough`. What the streams fail with is what `createCompress`
 * emits.
 *
 * @example
 * return new Response(body.pipeThrough(compressionStream('br')), { headers: { 'content-encoding': 'br' } });
 */
export function compressionStream(format: CompressionFormat, options?: CompressStreamOptions): WebStreamPair;

/** {@link createDecompress} as a pair of web streams, for `pipeThrough`. */
export function decompressionStream(
  format: CompressionFormat | 'auto',
  options?: DecompressStreamOptions,
): WebStreamPair;

// JSON ---------------------------------------------------------------------------------------------------------

/** Options of {@link parseJson}. */
export interface ParseJsonOptions extends JobOptions {
  /**
   * Milliseconds after which building gives way to the event loop. One step, and a collection of garbage, may come on
   * top.
   * @default 5
   */
  maxSlice?: number;
  /**
   * As JSON.parse's, called over the whole value once it is built, in slices too. It gets no third argument: the
   * source text of numbers is not kept.
   */
  reviver?: (this: any, key: string, value: any) => any;
  /**
   * A JSON Pointer (RFC 6901), `/users/0/name`: the whole document is checked, and only the value there is built. Of
   * several members of one name the last counts.
   */
  pointer?: string;
}

/**
 * Parses JSON as JSON.parse does, without stopping the event loop for it: the pool checks the text, and values are
 * built in slices of `maxSlice` milliseconds.
 *
 * The value is JSON.parse's: order of properties, duplicate keys, `__proto__`, numbers, strings. Bytes are decoded as
 * by `buffer.toString()`. Text of up to 64 KiB is parsed on the spot.
 *
 * @param data JSON text, or `{ path }` of a file, which the engine's threads read.
 * @returns a promise of the value; of undefined where `pointer` names nothing. It rejects with a SyntaxError that has
 *   JSON.parse's message, with errors of the file system, or with an AbortError.
 * @example
 * const report = await parseJson({ path: '/srv/report.json' });
 * const first = await parseJson(body, { pointer: '/items/0', signal });
 */
export function parseJson(data: Data | { path: Path }, options?: ParseJsonOptions): Promise<any>;

/** Options of {@link parseJsonLines}. */
export interface ParseJsonLinesOptions extends AbortOptions {
  /** Milliseconds that the work, with that of the loop's body, may hold the event loop at a time. @default 5 */
  maxSlice?: number;
  /** As JSON.parse's, for the value of each line. */
  reviver?: (this: any, key: string, value: any) => any;
  /** The most bytes of a line; `Infinity` removes the limit. @default 134217728 (128 MiB) */
  maxLineLength?: number;
}

/**
 * The values of newline-delimited JSON, one after the other. The source is read as values are asked for. Lines end
 * in \n or \r\n, the last one may lack its end, and blank ones are skipped. A line of more than 64 KiB is
 * parsed as by {@link parseJson}.
 *
 * The source is destroyed, cancelled or closed when the loop is left, on an error and on an abort.
 *
 * Fails with SyntaxError for a line that is not JSON, and `ERR_BUFFER_TOO_LARGE` (RangeError) for one of more bytes
 * than `maxLineLength`, both with the number of the line in `line`; with what the source fails with, Node's errors of
 * the file system for a path; `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad
 * arguments; `ABORT_ERR`.
 *
 * @example
 * for await (const order of parseJsonLines({ path: 'orders.ndjson' })) total += order.amount;
 */
export function parseJsonLines(
  source: Data | { path: Path } | Readable | ReadableStream | AsyncIterable<Bytes>,
  options?: ParseJsonLinesOptions,
): AsyncGenerator<any, void, undefined>;

/** Options of {@link stringifyJson}. */
export interface StringifyJsonOptions extends AbortOptions {
  /** Milliseconds that the work may hold the event loop at a time. @default 5 */
  maxSlice?: number;
}

/**
 * The UTF-8 bytes of `JSON.stringify(value)`, made on the event loop in slices, between which others have their turn.
 * What JSON.stringify has no text for gives undefined. Each getter, `toJSON` and trap of a proxy is called when
 * JSON.stringify would call it, and once. Do not change the value until the promise settles: what is written of it
 * then is unspecified.
 *
 * Nesting has no limit. The engine lists the keys of one object in one step, however long `maxSlice` is.
 *
 * Rejects with JSON.stringify's errors: TypeError for a BigInt or a value that contains itself, RangeError for text
 * that is longer than a string can be, and whatever the value's own functions throw; `ERR_INVALID_ARG_TYPE`
 * (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad options; `ABORT_ERR`.
 *
 * @example
 * res.type('json').send(await stringifyJson(report));
 */
export function stringifyJson(value: unknown, options?: StringifyJsonOptions): Promise<Buffer | undefined>;

// Processes ----------------------------------------------------------------------------------------------------

/**
 * What a child process may use. The first three hold for it and all of its descendants together, and are watched every
 * 10 ms by a thread of its own: also while the event loop is blocked.
 */
export interface ProcessLimits {
  /** MiB of memory in use: anonymous, shared and swapped, so Buffers count and mapped files do not. */
  memoryMb?: number;
  /** Milliseconds of processor time. */
  cpuMs?: number;
  /** Milliseconds from the start. */
  timeoutMs?: number;
  /** Descriptors that each process may have open, 16 or more. */
  openFiles?: number;
  /** MiB of the largest file that may be written. */
  fileSizeMb?: number;
  /** MiB of what is collected of stdout and stderr, together. */
  outputMb?: number;
  /** Processes and threads of the user. Does not hold for root: `isolationSupport().processesLimit`. */
  processes?: number;
}

/**
 * What a sandboxed process may reach. All else is refused by the kernel, with `EACCES` or `EPERM` in the process: files
 * that are not listed, any network, starting processes, signals to others. The system's programs and libraries can
 * always be read.
 */
export interface SandboxOptions {
  /** Files, and folders with all below, to read and execute. @default [] */
  read?: readonly Path[];
  /** Files, and folders with all below, to read and change. They have to exist. @default [] */
  write?: readonly Path[];
  /** No socket at all, TCP on these ports, or IPv4 and IPv6 of any kind. @default 'none' */
  network?: 'none' | 'all' | { tcp: readonly number[] };
  /** Whether processes may be started: a shell needs it. They are in the same sandbox. @default false */
  childProcess?: boolean;
  /** All the environment there is. @default {} */
  env?: Record<string, string | undefined>;
}

/** What was applied to a process. */
export interface Isolation {
  /** Whether files are guarded. */
  filesystem: boolean;
  /** Version of Landlock that guards files, 0 for none. */
  landlock: number;
  /** Whether system calls are filtered. */
  syscalls: boolean;
  /** Whether it has given up all privileges. */
  privileges: boolean;
  network: 'none' | 'all' | { tcp: number[] };
  /** How its descendants are found and ended with it: `none` can exist, or a group, which a daemon can leave. */
  processTree: 'none' | 'pid-namespace' | 'subreaper' | 'group';
  /** What was asked for and is not enforced: only with `bestEffort`, but for `processes-limit`. */
  missing: string[];
}

/** How a process ended. */
export interface ProcessRecord {
  /**
   * `exit` or `signal`: by itself. `memory`, `cpu`, `time`, `output`: a limit. `abort`: the signal. `input`: its input
   * failed. `start`: it never ran.
   */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Bytes of memory: the most that was seen of it and its descendants together. */
  peakMemory: number;
  /** Milliseconds of processor time, of it and its descendants together. */
  cpuMs: number;
  /** Milliseconds from start to end. */
  wallMs: number;
}

/** What becomes of an output: returned, a stream at `promise.child`, dropped, or written to this process's own. */
export type OutputKind = 'collect' | 'stream' | 'ignore' | 'inherit';

export interface ExecFileOptions extends AbortOptions {
  /** Where to run. @default this process's directory */
  cwd?: string | URL;
  /** All the environment there is. @default process.env, or none in a sandbox */
  env?: Record<string, string | undefined>;
  /** `buffer` for bytes. @default 'utf8' */
  encoding?: BufferEncoding | 'buffer' | null;
  /** Bytes that are collected of stdout, and of stderr; more ends the command. @default 1048576 (1 MiB) */
  maxBuffer?: number;
  /** What the command reads from stdin, which is empty otherwise. */
  input?: Bytes | Blob | NodeJS.ReadableStream | ReadableStream | AsyncIterable<string | Uint8Array>;
  /** `stream` gives a Writable at `promise.child.stdin`. @default 'ignore' */
  stdin?: 'stream' | 'ignore' | 'inherit';
  /** @default 'collect' */
  stdout?: OutputKind;
  /** @default 'collect' */
  stderr?: OutputKind;
  /** Milliseconds until the command is ended; 0 for none. Its error is node's, with `killed`. @default 0 */
  timeout?: number;
  /** What the command and its group are ended with. @default 'SIGTERM' */
  killSignal?: NodeJS.Signals | number;
  /** Milliseconds from `killSignal` to SIGKILL, for whoever ignores it. @default 500 */
  grace?: number;
  /** Runs the line by `/bin/sh`, or by the shell named. Never put in what a user sent. @default false */
  shell?: boolean | string;
  limits?: ProcessLimits;
  /** `true` for a sandbox that allows no more than the system's programs. @default false */
  sandbox?: boolean | SandboxOptions;
  /** Runs with less than `sandbox` asks for where this machine cannot enforce it; see `promise.child.isolation`. */
  bestEffort?: boolean;
}

/** A command that runs, or has run. */
export interface RunningCommand<Options = {}> {
  /** Once it runs. */
  readonly pid: number | undefined;
  /** What was applied, once it runs. */
  readonly isolation: Isolation | undefined;
  /** How it ended, once it has. */
  readonly record: ProcessRecord | undefined;
  /** Whether `kill` sent it a signal. */
  readonly killed: boolean;
  /** With `stdin: 'stream'`. */
  readonly stdin: Streamed<Options, 'stdin', Writable>;
  /** With `stdout: 'stream'`. It has to be read: a full pipe stops the command. */
  readonly stdout: Streamed<Options, 'stdout', Readable>;
  /** With `stderr: 'stream'`. */
  readonly stderr: Streamed<Options, 'stderr', Readable>;
  /** Signals the command and its process group. False when it has ended. @default 'SIGTERM' */
  kill(signal?: NodeJS.Signals | number): boolean;
}

type Streamed<Options, Name extends string, Stream> = Options extends Record<Name, 'stream'> ? Stream : null;

type Collected<Options, Name extends 'stdout' | 'stderr'> =
  Options extends Record<Name, Exclude<OutputKind, 'collect'>>
    ? null
    : Options extends { encoding: 'buffer' | null }
      ? Buffer
      : string;

/** What a command has written; null for what was not collected. */
export interface ExecFileResult<Options> {
  stdout: Collected<Options, 'stdout'>;
  stderr: Collected<Options, 'stderr'>;
}

/** A promise with the command at hand. */
export interface ExecFilePromise<Options> extends Promise<ExecFileResult<Options>> {
  readonly child: RunningCommand<Options>;
}

/** The error of a command that failed, with what it has written. */
export interface ExecFileError extends Error, Omit<ProcessRecord, 'signal'> {
  /**
   * Its exit code, or null when a signal ended it; or the code of the error: `ENOENT`, `ABORT_ERR`,
   * `ERR_CHILD_PROCESS_STDIO_MAXBUFFER`, `ERR_WORKER_MEMORY_LIMIT`, `ERR_WORKER_CPU_LIMIT`, `ERR_WORKER_TIME_LIMIT`,
   * `ERR_WORKER_OUTPUT_LIMIT`, `ERR_ISOLATION_UNAVAILABLE`, `ERR_ISOLATION_SETUP`.
   */
  code: number | string | null;
  /** Whether it was ended from here. */
  killed: boolean;
  signal: NodeJS.Signals | null;
  /** The file and its arguments. */
  cmd: string;
  stdout: string | Buffer | null;
  stderr: string | Buffer | null;
}

/**
 * Runs a command and gives what it writes, as `util.promisify(child_process.execFile)` does, without ever stopping the
 * event loop: node's spawn stops it for as long as this process is large. Linux only; elsewhere it rejects with
 * `ERR_ISOLATION_UNAVAILABLE`.
 *
 * The command cannot outlive this process, and its process group ends when it does. Rejects with an
 * {@link ExecFileError} when it exits with another code than 0, is ended by a signal or a limit, or does not start.
 *
 * @example
 * const { stdout } = await execFile('git', ['log', '-1'], { limits: { memoryMb: 256, timeoutMs: 10_000 } });
 * @example
 * const convert = execFile('ffmpeg', [...args, '-progress', 'pipe:1', out], { stdout: 'stream', signal });
 * for await (const chunk of convert.child.stdout) report(chunk);
 * await convert;
 */
export function execFile<const Options extends ExecFileOptions = {}>(
  file: string,
  args?: readonly string[] | null,
  options?: Options,
): ExecFilePromise<Options>;
export function execFile<const Options extends ExecFileOptions>(
  file: string,
  options: Options,
): ExecFilePromise<Options>;

/** What this machine can enforce on child processes. */
export interface IsolationSupport {
  /** Whether child processes can be started with limits: on Linux. */
  processes: boolean;
  /** Whether `sandbox: true` can be enforced. */
  sandbox: boolean;
  /** Whether a sandbox can have `network: { tcp: ports }`. */
  networkPorts: boolean;
  /** Whether a sandbox can have `childProcess: true`. */
  childProcess: boolean;
  /** Whether `limits.processes` holds for this user: it does not for root. */
  processesLimit: boolean;
  /** Version of Landlock, 0 for none. */
  landlock: number;
  seccomp: boolean;
  pidNamespace: boolean;
  /** What is missing for `sandbox: true`: `platform`, `launcher`, `landlock`, `seccomp`. */
  missing: string[];
  platform: NodeJS.Platform;
  architecture: string;
  /** Release of the kernel. */
  kernel: string;
}

/** Asks the system what it can enforce. */
export function isolationSupport(): IsolationSupport;
// Passwords and keys ------------------------------------------------------------------------------------------

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
  ikm: Bytes | import('node:crypto').KeyObject,
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

// The engine ---------------------------------------------------------------------------------------------------

/** Settings of the engine, which the whole process shares, worker threads included. */
export interface EngineOptions {
  /**
   * Threads that compute, 1 to 1024. Fixed once the first job has started.
   * @default the environment's OFFLOOP_THREADS, or as many as affinity and cgroup allow
   */
  threads?: number;
  /**
   * How far the threads give way to the event loop on Linux, 0 to 19: what is added to the nice value of the thread
   * that starts the first job, as by the `nice` command. Other systems, where a priority belongs to a whole process,
   * leave it at that. Fixed once the first job has started.
   * @default 10
   */
  priority?: number;
  /**
   * Jobs on data in memory that run at the same time, 1 to `threads`. Behind them short ones, which are likely to take
   * less than 10 ms, and long ones wait apart, each in the order of their calls, and get half of the time each.
   * @default threads
   */
  maxConcurrentJobs?: number;
  /** Jobs that may wait, 0 or more; beyond them calls reject with `ERR_QUEUE_FULL`. @default 65536 */
  maxQueuedJobs?: number;
  /**
   * Bytes of input that may be held at once, 1 or more. Calls beyond them wait in order, before their data is copied;
   * one call by itself may hold more.
   * @default 268435456 (256 MiB)
   */
  maxQueuedBytes?: number;
  /**
   * Bytes of memory that password hashing and key derivation may work in at once, 1 or more; one call by itself may
   * use more. Calls beyond them wait in order, and so do others behind `maxConcurrentJobs`.
   * @default 268435456 (256 MiB)
   */
  maxPasswordMemory?: number;
}

/**
 * Changes the settings that are given. Throws `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 * for bad values and `ERR_INVALID_STATE` (Error) for `threads` or `priority` after the first job has started;
 * nothing is changed then.
 */
export function configure(options: EngineOptions): void;

/** Times of jobs in milliseconds. */
export interface JobTimes {
  mean: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/**
 * What the engine is doing, and has done since the addon was loaded. Digests made on the spot are no jobs; large data
 * that is digested or compressed while it is copied is several, and so is a stream.
 */
export interface EngineStats {
  /** Threads that compute, started or not. */
  threads: number;
  /** Jobs that run now. */
  running: number;
  /** Jobs that wait now, for room or for a thread. */
  queued: number;
  /** Bytes of input held now by jobs that have not ended. */
  queuedBytes: number;
  /** Bytes of memory that password hashing and key derivation work in now. */
  passwordMemory: number;
  /** Jobs that gave a result. */
  completed: number;
  /** Jobs that failed. */
  failed: number;
  /** Jobs that were aborted, running or waiting. */
  aborted: number;
  /** From a job's admission to the start of its work, for short jobs and long ones together. */
  waitTime: JobTimes;
  /** From the start of a job's work to its end. */
  runTime: JobTimes;
}

/** What the engine is doing, and has done. */
export function stats(): EngineStats;

// Workers ------------------------------------------------------------------------------------------------------

/** What can be moved to a thread instead of being copied. */
export type Transferable = ArrayBuffer | import('node:worker_threads').TransferListItem;

/** The functions of a worker module, but for those that the worker itself calls. */
type TaskName<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: any[]) => any
    ? Name extends 'setup' | 'teardown'
      ? never
      : Name
    : never;
}[keyof Module] &
  string;

type TaskArgs<Module, Name extends keyof Module> = Module[Name] extends (...args: infer Args) => any
  ? Readonly<Args>
  : never;

type TaskResult<Module, Name extends keyof Module> = Module[Name] extends (...args: any[]) => infer Result
  ? Awaited<Result>
  : never;

type ItemOf<Result> =
  Result extends AsyncIterable<infer Item>
    ? Item
    : Result extends Iterable<infer Item>
      ? Awaited<Item>
      : never;

type ReturnOf<Result> =
  Result extends AsyncGenerator<any, infer Value, any>
    ? Value
    : Result extends Generator<any, infer Value, any>
      ? Value
      : any;

/** The arguments may be left out where the task needs none. */
type RunRest<Args extends readonly unknown[], Options> = readonly [] extends Args
  ? [args?: Args, options?: Options]
  : [args: Args, options?: Options];

/** What a worker is made of. */
export type WorkerType = 'process' | 'thread';

/** Limits on the JavaScript heap, as of `node:worker_threads`, in MiB. They do not count Buffers. */
export interface WorkerResourceLimits {
  maxOldGenerationSizeMb?: number;
  maxYoungGenerationSizeMb?: number;
  codeRangeSizeMb?: number;
  stackSizeMb?: number;
}

/** Limits of a worker process. */
export interface WorkerLimits extends ProcessLimits {
  /** MiB of one message, in each direction; large buffers of a worker without a sandbox come on top. @default 16 */
  messageMb?: number;
}

/** Options of {@link WorkerPool}. Times are in milliseconds; Infinity is no limit, where nothing else is said. */
export interface WorkerPoolOptions {
  /**
   * `'process'`: each worker is a process, with memory of its own, which no crash leaves. `'thread'`: each is a
   * thread, which can be given memory without a copy, but which can take the whole process with it.
   * @default 'process'
   */
  isolation?: WorkerType;
  /** Workers that are kept also when there is nothing to do. @default 0 */
  minWorkers?: number;
  /** @default one less than the processors of the cgroup, and one at least */
  maxWorkers?: number;
  /** How long a worker above `minWorkers` is kept without a task. @default 30000 */
  idleTimeout?: number;
  /**
   * How many tasks a worker has at once. More than one serves tasks that wait for something else; ending one of
   * them by force waits for those beside it. @default 1
   */
  concurrency?: number;
  /** How many tasks may wait beyond those that the workers can have; further ones reject. @default Infinity */
  maxQueue?: number;
  /** How long a task may run; 0 is no limit. @default 0 */
  taskTimeout?: number;
  /** How long a task may wait for a worker; 0 is no limit. @default 0 */
  queueTimeout?: number;
  /** How long a task that looks at `task.signal` has to end, and `teardown` to finish. @default 1000 */
  gracePeriod?: number;
  /** How long a worker may take to load its file and finish `setup`. @default 30000 */
  startTimeout?: number;
  /** How often a task is run again after its worker crashed. @default 0 */
  retries?: number;
  /** Replaces a worker after so many tasks, or when it has so many bytes of resident memory (processes alone). */
  recycleAfter?: { tasks?: number; rss?: number };
  /** The first and the longest delay before a worker is started again after one failed; it doubles in between. */
  restartDelay?: readonly [first: number, longest: number];
  /** Names the pool in traces. @default the name of the file */
  name?: string;
  /** Given to `setup`, and found as `workerData` of 'offloop/worker'. Cloned. */
  workerData?: unknown;
  /** @default the environment of this process; under a sandbox, an empty one */
  env?: NodeJS.ProcessEnv;
  /** Appended to the worker's `process.argv`. */
  argv?: readonly string[];
  /** Node's own options, such as a loader of TypeScript. @default process.execArgv */
  execArgv?: readonly string[];
  /** Working directory, of processes alone. */
  cwd?: string | URL;
  /** Where the workers' output goes: this process's, the event 'workerOutput', or nowhere. @default 'inherit' */
  stdio?: 'inherit' | 'pipe' | 'ignore';
  /** Added to the nice value of the workers, 0 to 19; with threads on Linux alone. @default 0 */
  nice?: number;
  /** Limits of the JavaScript heap; a process has no `codeRangeSizeMb`. */
  resourceLimits?: WorkerResourceLimits;
  /**
   * Limits of processes. `cpuMs` and `timeoutMs` are each task's, with `concurrency: 1` alone; the others are the
   * worker's. A worker that exceeds one is ended, and its task rejects with WorkerCrashError.
   */
  limits?: WorkerLimits;
  /** Takes from processes what they do not need. Where this machine cannot, tasks reject. @default false */
  sandbox?: boolean | SandboxOptions;
  /** Runs with as much of the sandbox as this machine can enforce; `isolation` of WorkerInfo says what that is. */
  bestEffort?: boolean;
}

/** Options of a task. Those that a pool has too are the pool's by default. */
export interface RunOptions extends AbortOptions {
  /** How long the task may run, in milliseconds; the wait does not count. 0 is no limit. */
  timeout?: number;
  /** How long the task may wait for a worker, in milliseconds. 0 is no limit. */
  queueTimeout?: number;
  /** Tasks of a higher priority are begun first, those of the same in order. @default 0 */
  priority?: number;
  /** Tasks of one key run in one worker, for as long as that lives. */
  key?: string;
  /** How often the task is run again after its worker crashed. It is not with a `transfer` list. */
  retries?: number;
  /**
   * What in the arguments is taken from the caller: ArrayBuffers, which are detached here, and for threads also what
   * else `postMessage` can transfer.
   */
  transfer?: readonly Transferable[];
  /** Called with each value that the task emits. An exception it throws ends the task and rejects its promise. */
  onMessage?: (value: any) => void;
}

/** Options of a stream. */
export interface TaskStreamOptions extends RunOptions {
  /** How many items the worker may be ahead of the reader. @default 16 */
  highWaterMark?: number;
}

/** What is told of a worker. */
export interface WorkerInfo {
  id: number;
  type: WorkerType;
  pid: number;
  threadId?: number;
  /** What the system enforces on a process. */
  isolation?: Isolation;
}

/** What is told of a worker that has ended. */
export interface WorkerExitInfo extends WorkerInfo {
  /** What ended it: 'exit', 'error', 'signal', the name of a limit, or what the pool wanted. */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  oom: boolean;
  error?: unknown;
  /** The most resident memory it had, in bytes. */
  peakMemory?: number;
  cpuMs?: number;
  wallMs?: number;
}

/** Times in milliseconds. */
export interface TimeSummary {
  count: number;
  min: number;
  max: number;
  mean: number;
  p50: number;
  p90: number;
  p99: number;
}

/** What a pool is doing; counts and times are of what ended since it was made, or since `resetStats`. */
export interface WorkerPoolStats {
  workers: { total: number; idle: number; busy: number; starting: number };
  tasks: {
    queued: number;
    running: number;
    completed: number;
    /** The task threw, or its result cannot be sent. */
    failed: number;
    cancelled: number;
    timedOut: number;
    /** Their worker crashed. */
    crashed: number;
    /** No worker ever had them: the queue was full, the pool closed, or no worker could be started. */
    refused: number;
    retried: number;
  };
  /** From the call to the start. */
  waitTime: TimeSummary;
  runTime: TimeSummary;
  /** Which part of the time that `maxWorkers` had was used, 0 to 1. */
  utilization: number;
  /** Resident memory of the workers that are processes, in bytes. */
  rss: number;
  /** Workers that were started in place of one that crashed. */
  restarts: number;
}

export interface WorkerPoolEvents {
  workerStart: [worker: WorkerInfo];
  workerExit: [worker: WorkerExitInfo];
  workerOutput: [output: { worker: WorkerInfo; stream: 'stdout' | 'stderr'; chunk: Buffer }];
  drain: [];
}

/**
 * Runs the exported functions of a file in workers, which are processes or threads.
 *
 * The file is a plain module: CommonJS, ES module, or what `execArgv` lets Node load. It may export
 * `setup(workerData)` and `teardown()`, which its worker calls at its start and its end. Workers start when there
 * are tasks for them. A pool that has nothing to do does not keep the process alive.
 *
 * @template Module the type of the file, `typeof import('./tasks.js')`, for the types of arguments and results
 * @example
 * const pool = new WorkerPool<typeof import('./tasks.js')>(require.resolve('./tasks.js'), { taskTimeout: 5000 });
 * const pdf = await pool.run('render', [invoice], { signal });
 */
export class WorkerPool<
  Module extends object = Record<string, (...args: any[]) => any>,
> extends EventEmitter {
  /**
   * Throws for bad arguments, as node's own classes do; `file` must be an absolute path or a `file:` URL.
   */
  constructor(file: string | URL, options?: WorkerPoolOptions);

  /**
   * Runs a function in a worker.
   *
   * Rejects with what the task threw, rebuilt in this realm; with WorkerCrashError when its worker ended under it;
   * with WorkerStartError, TaskTimeoutError, QueueFullError, PoolClosedError, TaskDataError or TaskNotFoundError;
   * and with AbortError. Arguments are copied when a worker takes the task.
   */
  run<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, RunOptions>
  ): Promise<TaskResult<Module, Name>>;

  /**
   * Runs a function that returns a generator or another iterable, and gives its items as they are asked for. The
   * task begins with the first; `break` cancels it. Throws for bad arguments.
   */
  stream<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, TaskStreamOptions>
  ): AsyncGenerator<ItemOf<TaskResult<Module, Name>>, ReturnOf<TaskResult<Module, Name>>, void>;

  /** The functions as methods: `pool.call.render(invoice)`. */
  readonly call: {
    readonly [Name in TaskName<Module>]: (
      ...args: TaskArgs<Module, Name>
    ) => Promise<TaskResult<Module, Name>>;
  };

  /** Settles when `minWorkers` workers, and one at least, are ready. Rejects with WorkerStartError. */
  ready(): Promise<void>;

  /** Replaces the workers, each after its tasks; settles when those there were are gone. */
  recycle(): Promise<void>;

  /**
   * Takes no more tasks, waits for those it has (or, with `pending: 'cancel'`, for those that run), lets the workers
   * run `teardown`, and settles when they are gone. After `timeout` (30 000 by default) it is as {@link destroy}.
   */
  close(options?: { timeout?: number; pending?: 'run' | 'cancel' }): Promise<void>;

  /** Ends every worker at once; tasks reject with PoolClosedError, which has `reason` as its cause. */
  destroy(reason?: unknown): Promise<void>;

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;

  readonly stats: WorkerPoolStats;
  resetStats(): void;

  on<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
  once<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
  off<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
}

/** What all errors of pools are. */
export class WorkerPoolError extends Error {
  constructor(code: string, message: string, properties?: { cause?: unknown; [property: string]: unknown });
  readonly code: string;
}

/** The worker ended while it ran the task. `cause` is the error that nothing in it caught, if that was it. */
export class WorkerCrashError extends WorkerPoolError {
  readonly code:
    | 'ERR_WORKER_CRASHED'
    | 'ERR_WORKER_EXITED'
    | 'ERR_WORKER_OUT_OF_MEMORY'
    | 'ERR_WORKER_MEMORY_LIMIT'
    | 'ERR_WORKER_CPU_LIMIT'
    | 'ERR_WORKER_TIME_LIMIT'
    | 'ERR_WORKER_OUTPUT_LIMIT'
    | 'ERR_WORKER_PROTOCOL'
    | 'ERR_WORKER_MESSAGE_TOO_LARGE';
  readonly reason: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it ended for want of memory. */
  readonly oom: boolean;
  /** The last 8 KiB of its standard error. */
  readonly stderr: string;
  readonly task: string;
  readonly attempts: number;
  readonly worker: WorkerInfo;
  readonly peakMemory?: number;
  readonly cpuMs?: number;
  readonly wallMs?: number;
}

/** No worker could be started. `cause` is the worker file's own error. */
export class WorkerStartError extends WorkerPoolError {
  readonly code: 'ERR_WORKER_START';
}

export class TaskTimeoutError extends WorkerPoolError {
  readonly name: 'TimeoutError';
  readonly code: 'ERR_TASK_TIMEOUT';
  /** Whether it waited or ran for too long. */
  readonly phase: 'queue' | 'run';
  readonly timeout: number;
}

export class QueueFullError extends WorkerPoolError {
  readonly code: 'ERR_QUEUE_FULL';
}

export class PoolClosedError extends WorkerPoolError {
  readonly code: 'ERR_POOL_CLOSED';
}

/** What was to be sent to or from a worker cannot be. */
export class TaskDataError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_SERIALIZABLE' | 'ERR_TASK_UNSUPPORTED_TRANSFER' | 'ERR_TASK_TOO_LARGE';
  /** Where in the value, such as `args[0].onDone`, if it was found. */
  readonly path?: string;
}

/** The worker file has no function of this name. */
export class TaskNotFoundError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_FOUND';
}
