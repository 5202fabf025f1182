/// <reference types="node" />

import type { compress } from './codec.js';
import type { Bytes, Data } from './data.js';
import type { AbortOptions, JobOptions, ThreadsOptions } from './jobs.js';

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
