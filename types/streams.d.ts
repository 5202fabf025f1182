/// <reference types="node" />

/**
 * What all streams of this package have in common.
 *
 * @module Streams
 */

import type { Transform } from 'node:stream';
import type { Bytes } from './data.js';
import type { AbortOptions } from './jobs.js';

/** Options of every stream. */
export interface StreamOptions extends AbortOptions {
  /** Bytes that may wait on the writable side, and on the readable side. @default 65536 */
  highWaterMark?: number;
  /** Bytes that may wait on the readable side. @default highWaterMark */
  readableHighWaterMark?: number;
  /** Bytes that may wait on the writable side. @default highWaterMark */
  writableHighWaterMark?: number;
  /** Emits 'close' when the stream is destroyed. @default true */
  emitClose?: boolean;
  /** Destroys the stream when it has ended. @default true */
  autoDestroy?: boolean;
}

/**
 * A Transform whose work is done on the pool, in order and one job at a time. A job has at most 1 MiB of input: larger
 * chunks are cut, and chunks that are written while a job runs become one job together. While the readable side is
 * full, no job begins.
 *
 * Do not change a chunk until its write has called back. A chunk waits in line while there is no room for it among the
 * bytes of other jobs. `destroy()`, or an abort of `signal`, stops the running job at its next block and frees what
 * the stream holds.
 *
 * Besides the errors of any Transform, 'error' has those that the promises of the same work reject with.
 */
export interface PoolTransform extends Transform {
  /** Bytes that were written to the stream so far. */
  readonly bytesWritten: number;
  /** Destroys the stream; `callback` is called when it is closed. */
  close(callback?: () => void): void;
  /** As of any Writable, with all kinds of {@link Bytes}. */
  write(chunk: Bytes, callback?: (error: Error | null | undefined) => void): boolean;
  /** As above, with the encoding of a string. */
  write(
    chunk: Bytes,
    encoding: BufferEncoding,
    callback?: (error: Error | null | undefined) => void,
  ): boolean;
}

/** A pair of web streams for `pipeThrough`: what is written to one is read, transformed, from the other. */
export interface WebStreamPair {
  readonly readable: ReadableStream<Uint8Array>;
  /** Takes no memory that is shared between threads, as the standard has it. */
  readonly writable: WritableStream<Exclude<Bytes, SharedArrayBuffer>>;
}
