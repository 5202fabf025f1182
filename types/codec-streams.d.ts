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
