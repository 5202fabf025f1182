/// <reference types="node" />

/**
 * Options that many calls share, and the result of calls that write a file.
 *
 * A call that returns a promise never throws: what its `@throws` lines list, the promise rejects with. Work runs on
 * threads of the engine, which are not libuv's, at a lower priority than the event loop.
 *
 * @module Jobs
 */

import type { AbortError } from './errors.js';

/** Options of every asynchronous call. */
export interface AbortOptions {
  /**
   * Aborts the call, also while it runs. Its promise rejects with an {@link AbortError} as soon as its thread has
   * stopped, which is at the next block of work.
   */
  signal?: AbortSignal;
}

/** Options of every asynchronous call on data in memory. */
export interface JobOptions extends AbortOptions {
  /**
   * Takes the data's memory instead of copying it. Its ArrayBuffer is detached, as by `postMessage` with a transfer
   * list. Memory that cannot be taken is copied: a Buffer from Node's pool, a view of part of an ArrayBuffer, a
   * SharedArrayBuffer, a string.
   * @default false
   */
  transfer?: boolean;
}

/** Options of calls on files. */
export interface FileOptions extends AbortOptions {
  /**
   * Called with the number of input bytes that are done and the number there are: at most every 50 ms, and once at
   * the end. An exception it throws stops the job, and its promise rejects with that exception.
   */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** Options of calls that can compress or decompress on several threads. */
export interface ThreadsOptions {
  /**
   * The most threads of the pool that work on the call at the same time, 1 to 1024. The result does not depend on it.
   * @default as many as the pool has
   */
  threads?: number;
}

/** Options of calls that write a file. */
export interface WriteOptions extends FileOptions {
  /**
   * Replaces the target if it is a file or a symbolic link, instead of rejecting with `EEXIST`. A device, a FIFO, a socket,
   * and a link to one of these or into /proc, as `/dev/stdout` is, stay: the call rejects with `EINVAL`.
   * @default false
   */
  overwrite?: boolean;
  /**
   * Has the system write the file and its folder to the disk (fsync) before the promise resolves, as node's
   * `fs.writeFile` does with the file. Without it the file appears whole to every process, but a power failure soon
   * after may leave its name with no contents, or the file that it replaced. On Windows the folder needs no flush.
   * @default false
   */
  flush?: boolean;
}

/** The result of a call that writes a file. */
export interface FileResult {
  /** Size of the source in bytes. */
  bytesRead: number;
  /** Size of the target in bytes. */
  bytesWritten: number;
}
