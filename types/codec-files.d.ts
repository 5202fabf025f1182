/**
 * Compression and decompression from file to file. Native threads read and write: no bytes come to JavaScript.
 *
 * @module Compressing files
 */

import type {
  CompressionFormat,
  CompressionOptions,
  DecompressionOptions,
  compress,
  decompress,
} from './codec.js';
import type { Path } from './data.js';
import type { FileResult, ThreadsOptions, WriteOptions } from './jobs.js';

/** Options of {@link compressFile}. */
export interface CompressFileOptions extends CompressionOptions, ThreadsOptions, WriteOptions {}

/** Options of {@link decompressFile}; `maxOutputLength` counts the bytes that are written. */
export interface DecompressFileOptions extends DecompressionOptions, ThreadsOptions, WriteOptions {}

/**
 * Compresses the file `from` into the file `to`, in bounded memory. The target appears whole, with the mode of the
 * source, when a temporary file beside it is renamed. After an error or an abort nothing is left behind. This holds
 * for other processes and for a crash of this one; after a power failure only with `flush`.
 *
 * @throws The errors of {@link compress}.
 * @throws `ENOENT`, `EACCES`, `ENOSPC` and others of Node's file system errors, with `code`, `errno`, `syscall`, `path`
 *   and `dest`.
 * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow to read the source, or to write to the
 *   target and beside it.
 * @throws `EEXIST` (Error) if the target exists and `overwrite` is not set.
 * @throws `EISDIR` (Error) if the source is a directory, or with `overwrite` the target.
 * @throws `EINVAL` (Error) if the target is one that `overwrite` does not replace.
 * @throws `ERR_UNSUPPORTED_FILE_TYPE` (Error) if the source is a FIFO, socket or device, which is not opened.
 * @throws `EIO` (Error) if a read fails, or the source shrinks while it is read.
 */
export function compressFile(
  format: CompressionFormat,
  from: Path,
  to: Path,
  options?: CompressFileOptions,
): Promise<FileResult>;

/**
 * Decompresses the file `from` into the file `to`, in the manner of {@link compressFile}.
 *
 * @param format `'auto'` recognises gzip, zlib and Zstandard by their first bytes
 * @throws The errors of {@link decompress} and {@link compressFile}.
 */
export function decompressFile(
  format: CompressionFormat | 'auto',
  from: Path,
  to: Path,
  options?: DecompressFileOptions,
): Promise<FileResult>;
