/**
 * Compression and decompression as streams of Node and of the web.
 *
 * @module Compressing streams
 */

import type {
  CompressionFormat,
  CompressionOptions,
  DecompressionOptions,
  compress,
  decompress,
} from './codec.js';
import type { PoolTransform, StreamOptions, WebStreamPair } from './streams.js';

/** Options of {@link createCompress} and {@link compressionStream}. */
export interface CompressStreamOptions extends CompressionOptions, StreamOptions {
  /**
   * Compresses in the chunks that {@link compress} has, at most this many at the same time, 1 to 1024. It is for large
   * data and not for events: nothing comes out before a chunk is full, or the stream is flushed or ended. It has no effect on br,
   * and on what else `compress` does on one thread.
   *
   * The bytes do not depend on the number. They are those of `compress` for deflate, deflate-raw and seekable zstd;
   * gzip has no index, and a frame of zstd does not have its size. The stream holds a chunk for each thread, one that
   * is being filled, and at most two results for each thread.
   * @default one thread, which compresses data as soon as it is written
   */
  threads?: number;
}

/** Options of {@link createDecompress} and {@link decompressionStream}. */
export interface DecompressStreamOptions extends DecompressionOptions, StreamOptions {}

/** A stream that compresses or decompresses. */
export interface CodecStream extends PoolTransform {
  /**
   * Outputs everything that was written so far, so that it can be decoded (zlib's Z_SYNC_FLUSH), and then calls back.
   * It is for server-sent events: `stream.write(event); stream.flush();`. Each flush costs some bytes.
   */
  flush(callback?: () => void): void;
}

/**
 * Creates a stream that compresses what is written to it. It has node:zlib's `flush`, `close` and `bytesWritten`, but
 * neither `params` nor `reset`. The bytes do not depend on how the data is cut into writes. Without `threads` they are
 * not those of {@link compress}, which knows the whole data.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments. The stream emits the other errors of `compress`.
 * @example
 * await pipeline(fs.createReadStream('app.log'), createCompress('gzip'), response);
 */
export function createCompress(format: CompressionFormat, options?: CompressStreamOptions): CodecStream;

/**
 * Creates a stream that decompresses what is written to it, in pieces of at most 256 KiB. The next piece is produced
 * only when the one before has been read: memory stays bounded for any data. `maxOutputLength` counts the
 * whole output. If other bytes follow the end of the compressed data, the readable side ends there.
 *
 * @param format `'auto'` recognises gzip, zlib and Zstandard by their first bytes
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments. The stream emits the other errors of {@link decompress}.
 */
export function createDecompress(
  format: CompressionFormat | 'auto',
  options?: DecompressStreamOptions,
): CodecStream;

/**
 * {@link createCompress} as a pair of web streams, for `pipeThrough`. They fail with the errors that `createCompress`
 * emits.
 *
 * @see {@link https://compression.spec.whatwg.org/ | Compression Standard}
 * @throws The errors of {@link createCompress} for bad arguments.
 * @example
 * return new Response(body.pipeThrough(compressionStream('br')), { headers: { 'content-encoding': 'br' } });
 */
export function compressionStream(format: CompressionFormat, options?: CompressStreamOptions): WebStreamPair;

/**
 * {@link createDecompress} as a pair of web streams, for `pipeThrough`. They fail with the errors that
 * `createDecompress` emits, except where the standard differs: malformed data is a TypeError, with the same
 * `code` and `errno` and the other error as `cause`, and `rejectGarbageAfterEnd` is true unless it is given. A second
 * member of gzip is refused then, too.
 *
 * @see {@link https://compression.spec.whatwg.org/ | Compression Standard}
 * @throws The errors of {@link createDecompress} for bad arguments.
 */
export function decompressionStream(
  format: CompressionFormat | 'auto',
  options?: DecompressStreamOptions,
): WebStreamPair;
