/// <reference types="node" />

/**
 * HTTP: files that are compressed once, and served as the client likes best.
 *
 * @module HTTP static files
 */

import type { ServerResponse } from 'node:http';
import type { Stats } from 'node:fs';
import type { Middleware } from './http.js';
import type { AbortOptions } from './jobs.js';

/** Codings of compressed copies beside a file: `app.js.br`, `app.js.zst`, `app.js.gz`. */
export type FileCoding = 'br' | 'zstd' | 'gzip';

/** Options of {@link precompress}. */
export interface PrecompressOptions extends AbortOptions {
  /** The copies to make of each file. @default ['br', 'zstd', 'gzip'] */
  formats?: readonly FileCoding[];
  /** The level of each coding, as of `compressFile`. @default { br: 11, zstd: 19, gzip: 9 } */
  levels?: { readonly [Coding in FileCoding]?: number };
  /**
   * What to leave out, by its path in the directory with `/` between names: patterns as in a `.gitignore`, where `*` is
   * any part of a name, regular expressions, functions, or several of these. An excluded folder is not entered.
   */
  exclude?: Exclusion | readonly Exclusion[];
  /** Smaller files, in bytes, have no copies. @default 1024 */
  threshold?: number;
  /** How many files to work on at a time, 1 to 64. @default 4 */
  concurrency?: number;
  /** Makes copies that are current too, as after a change of levels. @default false */
  overwrite?: boolean;
}

/** What {@link precompress} leaves out. */
export type Exclusion = string | RegExp | ((path: string) => boolean);

/** What {@link precompress} did. */
export interface PrecompressResult {
  /** Files that are worth compressing. */
  files: number;
  /** Copies that were written. */
  written: number;
  /** Copies that were there already, and are as new as their files. */
  current: number;
  /** Copies that would not have been smaller, and were not kept. */
  larger: number;
  /** Bytes that were compressed: a file counts once for each of its copies. */
  bytesRead: number;
  /** Bytes of the copies that were written. */
  bytesWritten: number;
}

/**
 * Makes compressed copies beside the files of a directory, and of those in it, for a server of static files: for
 * {@link serveStatic}, `@fastify/static` with `preCompressed`, nginx, Caddy. Files whose type gets smaller have copies;
 * names that begin with a dot do not, but for `.well-known`. Links to files are followed where they lead within the
 * directory; links to folders are not. A copy is complete when it gets its name, and has the time and the permissions of
 * its file; one that is as new as its file stays. A copy that would not be smaller is not kept, and an old one removed.
 *
 * @throws `ERR_FILE_CHANGED` (Error) if a file changes meanwhile.
 * @throws `EISDIR` or `EINVAL` (Error) if a directory, or a device, FIFO or socket, is at the place of a copy.
 * @throws `ENOENT`, `EACCES` and the other codes of files.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted. As after every failure, copies that are complete stay.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments.
 * @example
 * await precompress('dist', { exclude: '*.map' });
 */
export function precompress(
  directory: string | URL,
  options?: PrecompressOptions,
): Promise<PrecompressResult>;

/** Options of {@link serveStatic}. */
export interface ServeStaticOptions {
  /** The copies to look for, best first. @default ['br', 'zstd', 'gzip'] */
  encodings?: readonly FileCoding[];
  /** The file of a folder; false for none. @default 'index.html' */
  index?: string | false;
  /** How long a client may keep a file, in milliseconds. @default 0 */
  maxAge?: number;
  /** Whether a client need not ask again meanwhile. @default false */
  immutable?: boolean;
  /** Sets further headers; called with the path of the file that is sent. */
  setHeaders?: (res: ServerResponse, path: string, stats: Stats) => void;
}

/**
 * Serves the files of a directory through the package `send`, which is to be installed: its ranges, conditional requests
 * and ETags. Of a file with compressed copies beside it, the client gets the one that it likes best, with the type of the
 * file, Content-Encoding and Vary; a copy that is older than its file is not sent. Links that lead out of the directory,
 * and names that begin with a dot, are not there. What is not there, and methods other than GET and HEAD, go to `next`;
 * without it they are answered with 404.
 *
 * @throws `ERR_PEER_MISSING` (Error) if `send` is not installed.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments.
 * @example
 * app.use(serveStatic('dist', { maxAge: 3_600_000 }));
 */
export function serveStatic(directory: string | URL, options?: ServeStaticOptions): Middleware;
