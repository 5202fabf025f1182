/// <reference types="node" />

import type { AbortError } from './errors.js';

/** What every asynchronous call takes. */
export interface AbortOptions {
  /**
   * Aborts the call, also while it runs. Its promise rejects with an {@link AbortError} as soon as its thread has
   * stopped, at the next block of work.
   */
  signal?: AbortSignal;
}

/** What every asynchronous call on data in memory takes. */
export interface JobOptions extends AbortOptions {
  /**
   * Takes the data's memory instead of copying it: its ArrayBuffer is detached, as by `postMessage` with a transfer
   * list. Memory that cannot be taken is copied: a Buffer from Node's pool, a view of part of an ArrayBuffer, a
   * SharedArrayBuffer, a string.
   * @default false
   */
  transfer?: boolean;
}

/** What calls on files take. */
export interface FileOptions extends AbortOptions {
  /**
   * Called with how many bytes of input are done and how many there are: at most every 50 ms, and once at the end.
   * An exception it throws stops the job and rejects its promise.
   */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** What calls take that can compress or decompress on several threads. */
export interface ThreadsOptions {
  /**
   * The most threads of the pool that work on the call at the same time, 1 to 1024. What comes out does not depend on
   * it.
   * @default as many as the pool has
   */
  threads?: number;
}

/** What calls that write a file take. */
export interface WriteOptions extends FileOptions {
  /**
   * Replaces the target if it is a file or a symbolic link, instead of rejecting with `EEXIST`.
   * @default false
   */
  overwrite?: boolean;
}

/** What a call that writes a file did. */
export interface FileResult {
  /** Bytes of the source. */
  bytesRead: number;
  /** Bytes of the target. */
  bytesWritten: number;
}
