/// <reference types="node" />

/**
 * Compression and decompression of data in memory.
 *
 * @module Compression
 */

import type { compressFile, decompressFile } from './codec-files.js';
import type { Bytes, Data } from './data.js';
import type { JobOptions, ThreadsOptions } from './jobs.js';
import type { openSeekable } from './seekable.js';

/**
 * Formats by their names in Content-Encoding and CompressionStream.
 *
 * @see gzip: {@link https://www.rfc-editor.org/rfc/rfc1952 | RFC 1952}
 * @see deflate, in its zlib wrapper: {@link https://www.rfc-editor.org/rfc/rfc1950 | RFC 1950}
 * @see deflate-raw: {@link https://www.rfc-editor.org/rfc/rfc1951 | RFC 1951}
 * @see br, Brotli: {@link https://www.rfc-editor.org/rfc/rfc7932 | RFC 7932}
 * @see zstd, Zstandard: {@link https://www.rfc-editor.org/rfc/rfc8878 | RFC 8878}
 */
export type CompressionFormat = 'gzip' | 'deflate' | 'deflate-raw' | 'br' | 'zstd';

/** What data is compressed with. */
export interface CompressionOptions {
  /**
   * Effort: -1 to 9 for gzip, deflate and deflate-raw, where -1 is 6; 0 to 11 for br; -131072 to 22 for zstd.
   * @default 6 for gzip, deflate and deflate-raw, 4 for br, 3 for zstd
   */
  level?: number;
  /**
   * Base-2 logarithm of the window in bytes: 9 to 15 for gzip, 8 to 15 for deflate and deflate-raw, 10 to 24 for br, 10
   * to 27 for zstd. As in zlib, 8 counts as 9 for deflate and deflate-raw: to decompress it takes `windowBits: 9`.
   * @default 15 for gzip, deflate and deflate-raw; for br and zstd, by level and data
   */
  windowBits?: number;
  /** Bytes that are likely to occur. Decompression needs them too. Only for deflate, deflate-raw and zstd. */
  dictionary?: Bytes;
  /**
   * Writes zstd in frames with a seek table behind them, so that every idle thread of the pool compresses and
   * decompresses, and {@link openSeekable} reads any part. Every zstd decoder reads the result. A frame holds 2 MiB up
   * to level 5, 4 MiB up to level 15 and 8 MiB above. Repetitions are found only within a frame: at level 3 the result
   * was from 2 % smaller to 5 % larger, depending on the data. A stream writes a frame when it has data for it, and
   * `flush()` ends one early. Only for zstd.
   * @see {@link https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md |
   *   Zstandard Seekable Format}
   * @default false
   */
  seekable?: boolean;
}

/** What data is decompressed with. */
export interface DecompressionOptions {
  /**
   * The most bytes to produce. Data that holds more is refused with `ERR_BUFFER_TOO_LARGE` as soon as that is known.
   * `Infinity` removes the limit.
   * @default 134217728 (128 MiB)
   */
  maxOutputLength?: number;
  /** Refuses bytes that follow the end of the compressed data, which are ignored otherwise. @default false */
  rejectGarbageAfterEnd?: boolean;
  /**
   * The largest window to accept, as a base-2 logarithm: 8 to 15 for gzip, deflate and deflate-raw, 10 to 31 for zstd.
   * Not for br, nor for 'auto'.
   * @default 15 for gzip, deflate and deflate-raw, 27 for zstd
   */
  windowBits?: number;
  /** The dictionary that the data was compressed with. Only for deflate, deflate-raw and zstd. */
  dictionary?: Bytes;
}

/** Options of {@link compress} and {@link compressMany}. */
export interface CompressOptions extends CompressionOptions, ThreadsOptions, JobOptions {}

/** Options of {@link decompress} and {@link decompressMany}. */
export interface DecompressOptions extends DecompressionOptions, ThreadsOptions, JobOptions {}

/**
 * Compresses `data` on the pool. The data is copied first, at most 1 MiB a turn of the event loop. Data of more than
 * 4 MiB that is cut into chunks, as below, is compressed while it is copied: a chunk for each thread is held, and up to
 * two more.
 *
 * Every idle thread of the pool works on large data:
 *
 * - gzip, deflate and deflate-raw of more than 1.5 MiB (level 1), 1 MiB (levels 2 to 6), 512 KiB (7) or 320 KiB (8, 9),
 *   unless there is a dictionary, a smaller window, or level 0. The result is still one member or stream, which every
 *   decoder reads. A gzip header then has an index of the pieces in its extra field, with which {@link decompress} and
 *   {@link decompressFile} use every thread too.
 * - zstd of more than 2 MiB (levels to 2), 4 MiB (3 to 8) or 8 MiB (9 to 16), in one frame, unless there is a
 *   dictionary or a window.
 * - zstd with `seekable` at every level, of more than 2 MiB (levels to 5), 4 MiB (6 to 15) or 8 MiB.
 *
 * br uses one thread.
 *
 * The same data and options give the same bytes on every machine with the same version of this package, for any number
 * of threads: a gzip header has no time and no name. {@link compressFile} gives these bytes too, except at level 0,
 * with a dictionary or a smaller window, for zstd of the sizes above, and for seekable zstd. From a file that reports
 * no length, as those in /proc, gzip has no index.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if there is no such format or option, or the format does not have the
 *   option.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
 * @throws `ERR_INVALID_STATE` (Error) if the data is detached, or is resized while it is copied.
 * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the data or the result.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @example
 * res.set('Content-Encoding', 'br').send(await compress('br', json, { level: 5 }));
 */
export function compress(format: CompressionFormat, data: Data, options?: CompressOptions): Promise<Buffer>;

/**
 * Compresses `data` as {@link compress} does, on the calling thread, which it blocks meanwhile.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError), `ERR_OUT_OF_RANGE` (RangeError) or
 *   `ERR_MEMORY_ALLOCATION_FAILED` (Error), as `compress`.
 */
export function compressSync(format: CompressionFormat, data: Bytes, options?: CompressionOptions): Buffer;

/**
 * Compresses each of `inputs` by itself, in one job that uses the whole pool.
 *
 * @returns the results, in the order of the inputs
 * @throws The errors of {@link compress}.
 */
export function compressMany(
  format: CompressionFormat,
  inputs: readonly Data[],
  options?: CompressOptions,
): Promise<Buffer[]>;

/**
 * Decompresses `data` on the pool; at once, on the event loop, where at most 4 KiB give at most 16 KiB and that costs about as
 * much as to start a job. Several members or frames, one after the other, give their contents joined.
 *
 * Every idle thread of the pool works on Zstandard with a seek table, unless `windowBits` is given; the table's
 * checksums are verified. In a file no frame may hold more than 8 MiB for that. Every idle thread also works on gzip
 * with the index that {@link compress} writes. A table or an index that does not fit the data has no effect.
 *
 * @param format `'auto'` recognises gzip, zlib and Zstandard by their first bytes
 * @throws The errors of {@link compress}.
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError) if the result would be longer than `maxOutputLength`.
 * @throws `ERR_TRAILING_JUNK_AFTER_STREAM_END` (TypeError) if bytes follow, with `rejectGarbageAfterEnd`.
 * @throws `Z_DATA_ERROR` (Error) if the data is not in the format, is damaged, or fails its checksum.
 * @throws `Z_BUF_ERROR` (Error) if the data ends too early.
 * @throws `Z_NEED_DICT` (Error) if a dictionary is missing.
 * @throws `ERR_…` of Brotli and `ZSTD_error_…` of Zstandard (Error), as node:zlib's, for damaged data.
 * @example
 * const body = await decompress('gzip', upload, { maxOutputLength: 10 * 1024 * 1024 });
 */
export function decompress(
  format: CompressionFormat | 'auto',
  data: Data,
  options?: DecompressOptions,
): Promise<Buffer>;

/**
 * Decompresses `data` as {@link decompress} does, on the calling thread, which it blocks meanwhile.
 *
 * @throws The errors of {@link compressSync} for bad arguments, and those of `decompress` for the data.
 */
export function decompressSync(
  format: CompressionFormat | 'auto',
  data: Bytes,
  options?: DecompressionOptions,
): Buffer;

/**
 * Decompresses each of `inputs`, in one job that uses the whole pool. `maxOutputLength` holds for each of them.
 *
 * @returns the results, in the order of the inputs
 * @throws The errors of {@link decompress}, of the first input that fails.
 */
export function decompressMany(
  format: CompressionFormat | 'auto',
  inputs: readonly Data[],
  options?: DecompressOptions,
): Promise<Buffer[]>;
