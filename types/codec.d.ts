/// <reference types="node" />

import type { compressFile, decompressFile } from './codec-files.js';
import type { Bytes, Data } from './data.js';
import type { JobOptions, ThreadsOptions } from './jobs.js';
import type { openSeekable } from './seekable.js';

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
