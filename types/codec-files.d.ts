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
