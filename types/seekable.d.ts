/// <reference types="node" />

/**
 * Zstandard with a seek table: any part can be read without decompressing what is before it.
 *
 * @module Seekable data
 */

import type { compress } from './codec.js';
import type { Bytes, Data, Path } from './data.js';
import type { AbortOptions, JobOptions, ThreadsOptions } from './jobs.js';

/** Options of {@link openSeekable}; `threads` holds for each read. */
export interface OpenSeekableOptions extends ThreadsOptions, JobOptions {
  /** The dictionary that the data was compressed with. */
  dictionary?: Bytes;
  /**
   * The most bytes that one read may return; more are refused with `ERR_BUFFER_TOO_LARGE`. `Infinity` removes the
   * limit.
   * @default 134217728 (128 MiB)
   */
  maxOutputLength?: number;
}

/** Seekable data that is open. */
export interface SeekableReader {
  /** Bytes of the decompressed data, as the seek table has it. */
  readonly size: number;
  /**
   * Decompresses `length` bytes from `offset` on, or as many as there are: none at the end and beyond. Any number of
   * reads may be under way. Each decompresses whole frames, side by side on the pool's idle threads, and verifies their
   * checksums. The frame that a short read stayed within is kept for the next read.
   *
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad
   *   arguments.
   * @throws `ERR_INVALID_STATE` (Error) after `close`.
   * @throws `ZSTD_error_…` (Error) if a frame is damaged, or is not what the table says.
   * @throws `ERR_BUFFER_TOO_LARGE` (RangeError) if `length` is more than `maxOutputLength`.
   * @throws `EIO` (Error) if the file shrank.
   * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
   * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the result.
   * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
   */
  read(offset: number, length: number, options?: AbortOptions): Promise<Buffer>;
  /** Waits for reads that are under way, and then closes the file or frees the data. Can be called again. */
  close(): Promise<void>;
  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens Zstandard data with a seek table, as `seekable: true` and other writers of the format produce it. Only the
 * table is read now.
 *
 * @param source a file by its path (`{ path }`, a string or a URL), or data, which is copied and held until `close`
 * @throws The errors of {@link compress} for bad arguments and data.
 * @throws `ERR_NOT_SEEKABLE` (Error) if the data has no seek table that fits it.
 * @throws `ENOENT`, `EACCES` and others of Node's file system errors; `ERR_ACCESS_DENIED` (Error) if node's permission
 *   model does not allow to read the file.
 * @see {@link https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md |
 *   Zstandard Seekable Format}
 * @example
 * await using archive = await openSeekable({ path: '/srv/records.zst' }); // or close() it
 * const record = await archive.read(index * 512, 512);
 */
export function openSeekable(
  source: string | URL | { path: Path } | Exclude<Data, string>,
  options?: OpenSeekableOptions,
): Promise<SeekableReader>;
