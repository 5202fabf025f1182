/// <reference types="node" />

import type { Transform } from 'node:stream';
import type { Bytes } from './data.js';
import type { AbortOptions } from './jobs.js';

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

/** Web streams for `pipeThrough`: what is written to the one comes out of the other, compressed or decompressed. */
export interface WebStreamPair {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Bytes>;
}
