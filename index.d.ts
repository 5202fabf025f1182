/// <reference types="node" />

import type { Transform } from 'node:stream';

/**
 * CPU work for Node.js, off the event loop: hashing and compression on Rust threads of our own.
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
 * loop, and digested on the pool; BLAKE3 of 128 KiB or more uses all of it. A large SharedArrayBuffer is read where
 * it is.
 *
 * Rejects with `ERR_CRYPTO_INVALID_DIGEST` (TypeError) for an unknown algorithm, `ERR_INVALID_ARG_TYPE`,
 * `ERR_INVALID_ARG_VALUE` (TypeError), `ERR_OUT_OF_RANGE` or `ERR_CRYPTO_INVALID_KEYLEN` (RangeError) for other bad
 * arguments, `ABORT_ERR`, `ERR_QUEUE_FULL`, `ERR_INVALID_STATE` if the data is detached or resized while it is
 * copied, and `ERR_MEMORY_ALLOCATION_FAILED`.
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
 * calls. All inputs are copied before the first is digested. Results come in the order of the inputs.
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

/** What calls take that can compress on several threads. */
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
export interface DecompressOptions extends DecompressionOptions, JobOptions {}

/**
 * Compresses `data` on the pool. The data is copied first, at most 1 MiB a turn of the event loop.
 *
 * gzip, deflate and deflate-raw use every idle thread of the pool for data of more than 1.5 MiB (level 1), 1 MiB
 * (levels 2 to 6), 512 KiB (7) or 320 KiB (8, 9), unless a dictionary or a smaller window is asked for or the level
 * is 0. What comes out is one member or stream all the same, which every decoder reads. zstd does with `seekable`.
 *
 * The same data and options give the same bytes on every machine with the same version of this package, for any
 * number of threads, and from {@link compressFile} too for these three formats except at level 0, with a dictionary
 * or with a smaller window, and for seekable zstd: a gzip header has no time and no name.
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
 * verified, unless `windowBits` is given. A table that does not fit the frames has no influence.
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
export interface DecompressFileOptions extends DecompressionOptions, WriteOptions {}

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

/** Options of {@link openSeekable}. */
export interface OpenSeekableOptions extends JobOptions {
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
export interface CompressStreamOptions extends CompressionOptions, StreamOptions {}

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
 * `reset`. However the data is cut into chunks, the bytes that come out are the same; they are not those of
 * {@link compress}, which knows the whole.
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
  /** Jobs on data in memory that run at the same time, 1 to `threads`. @default threads */
  maxConcurrentJobs?: number;
  /** Jobs that may wait, 0 or more; beyond them calls reject with `ERR_QUEUE_FULL`. @default 65536 */
  maxQueuedJobs?: number;
  /**
   * Bytes of input that may be held at once, 1 or more. Calls beyond them wait in order, before their data is copied;
   * one call by itself may hold more.
   * @default 268435456 (256 MiB)
   */
  maxQueuedBytes?: number;
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

/** What the engine is doing, and has done since the addon was loaded. Digests made on the spot are no jobs. */
export interface EngineStats {
  /** Threads that compute, started or not. */
  threads: number;
  /** Jobs that run now. */
  running: number;
  /** Jobs that wait now, for room or for a thread. */
  queued: number;
  /** Bytes of input held now by jobs that have not ended. */
  queuedBytes: number;
  /** Jobs that gave a result. */
  completed: number;
  /** Jobs that failed. */
  failed: number;
  /** Jobs that were aborted, running or waiting. */
  aborted: number;
  /** From a job's admission to the start of its work. */
  waitTime: JobTimes;
  /** From the start of a job's work to its end. */
  runTime: JobTimes;
}

/** What the engine is doing, and has done. */
export function stats(): EngineStats;
