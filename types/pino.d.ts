/**
 * A log file that a process of its own writes, rotates and compresses: for pino, and for any other writer of lines.
 *
 * @packageDocumentation
 */

import type { Writable } from 'node:stream';

/** Options of {@link destination}. */
export interface LogDestinationOptions {
  /**
   * The log file. One destination writes it at a time. Beside it are the closed files, `FILE.digests`, and, while there is a
   * destination or lines wait, the spool, `.FILE.spool`. **Nothing else may write to the spool or make it shorter: that ends this
   * process by SIGBUS at the next line.** The file's name has at most 230 bytes where files are closed, and 248 else.
   */
  file: string | URL;
  /** Whether to make the folder of the file. @default false */
  mkdir?: boolean;
  /**
   * When the file is closed under the name `FILE.20261129T063000.123Z`, its time in UTC, and a new one begun: between lines,
   * and at one of the two limits at least. By default never.
   */
  rotate?: {
    /** Bytes that a file has at most, unless it has one line only, which is longer. */
    size?: number;
    /** At the end of each hour or day, in UTC, if the file is not empty. */
    interval?: 'hour' | 'day';
    /** How many closed files are kept, 1 to 1 000 000. By default all. */
    keep?: number;
  };
  /**
   * Compresses closed files, as `.gz`, or as seekable Zstandard, `.zst`, in a process of its own; needs `rotate`.
   * @default false
   */
  compress?: false | 'gzip' | 'zstd';
  /**
   * Adds a line to `FILE.digests` for each closed file, with its SHA-256, before compression, and that of the line before;
   * needs `rotate`.
   * @default false
   */
  digest?: boolean;
  /**
   * What `write` does when the spool is full: wait for room, which stops the event loop, for as long as the file cannot be
   * written; or drop the lines, and count them in `dropped`.
   * @default 'block'
   */
  full?: 'block' | 'drop';
  /**
   * Bytes that the service can be ahead of the file, 64 KiB to 1 GiB, on disk and in memory. Rounded up to a multiple of
   * 4096; a spool in which lines wait, or whose closed files are still compressed, keeps its size.
   * @default 4194304
   */
  spoolSize?: number;
}

/**
 * A writable stream of lines. When `write` returns, its bytes are in the spool: the logging process writes them to the file,
 * whatever ends this process. `write` returns true always. Each call should have whole lines, which is what `full: 'drop'`
 * drops and what stays together; a last line without an end is ended before the first of the next destination.
 *
 * Events beside those of a stream: `warning`, with an error for what should be known: `ENOSPC` and other errors of the file, of
 * which each is reported once until `recovered`; `ERR_LOG_WRITER`, `ERR_LOG_ARCHIVE`, `ERR_LOG_DROPPED`. Without a listener it
 * is a warning of the process. `recovered` comes when the file can be written again.
 *
 * `end()` calls back when all lines are in the file; the stream fails with the error of the file where they cannot be, and the
 * spool keeps them for the next destination on the file. A program need not end it.
 */
export interface LogDestination extends Writable {
  /** Lines that `full: 'drop'` has dropped. */
  readonly dropped: number;
  /** How many times the logging process has died, and was started again. */
  readonly restarts: number;
  /**
   * Blocks until all lines are in the file, not until they are on the disk.
   * @throws the error of the file, or `ERR_LOG_WRITER` after 10 seconds; the lines stay in the spool
   */
  flushSync(): void;
  /** Calls back when all lines are in the file, or with what `flushSync` throws. */
  flush(callback?: (error?: Error) => void): void;
  on(event: 'warning', listener: (warning: NodeJS.ErrnoException) => void): this;
  on(event: 'recovered', listener: () => void): this;
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  once(event: 'warning', listener: (warning: NodeJS.ErrnoException) => void): this;
  once(event: 'recovered', listener: () => void): this;
  once(event: string | symbol, listener: (...args: any[]) => void): this;
}

/**
 * Opens a log. Blocks for the time of opening two files and starting a process: some milliseconds. Linux only. It needs no
 * pino, and is what pino takes as a destination, or by the name `offloop/pino` as a target of `pino.transport`.
 *
 * @throws `ERR_LOG_IN_USE` where another destination writes the file
 * @throws `ERR_ISOLATION_UNAVAILABLE` where there is no launcher of processes, also on other systems than Linux
 * @throws `ERR_ACCESS_DENIED` under node's permission model, without `--allow-child-process`, or `--allow-fs-write` for the
 * folder
 * @throws `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`, `ERR_OUT_OF_RANGE` for options
 * @throws node's errors of files: `ENOENT`, `EACCES`, `ENOSPC`; `EEXIST` where `.FILE.spool` is something else,
 * such as a directory or another file
 * @example
 * const log = pino(destination({ file: 'app.log', rotate: { size: 100e6, keep: 10 }, compress: 'zstd' }));
 */
export function destination(options: LogDestinationOptions): LogDestination;
