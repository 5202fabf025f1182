/// <reference types="node" />

/**
 * Digests of files and of whole directories. Native threads read them: none of their bytes come to JavaScript.
 *
 * @module Hashing files
 */

import type { Path } from './data.js';
import type {
  AsBuffer,
  AsText,
  DigestEncoding,
  DigestOptions,
  DigestsOf,
  HashAlgorithm,
  hash,
} from './hash.js';
import type { FileOptions } from './jobs.js';

/** Options of {@link hashFile}. */
export interface HashFileOptions extends DigestOptions, FileOptions {
  /** Offset of the first byte, as in `fs.createReadStream`. @default 0 */
  start?: number;
  /** Offset of the last byte, which is included, as in `fs.createReadStream`. @default Infinity */
  end?: number;
}

/** Options of {@link hashFiles} with a list of files. */
export type HashFilesOptions = Omit<HashFileOptions, 'onProgress'>;

/**
 * Digests a file, or part of it, in bounded memory. With several algorithms the file is read once. A regular file is
 * read up to the size it had when it was opened.
 *
 * @param algorithms one algorithm, or an array of them
 * @param options options, or the encoding alone
 * @returns the digest; with an array of algorithms, an object with the digest of each by its name
 * @throws The errors of {@link hash}.
 * @throws `ENOENT`, `EACCES` and others of Node's file system errors, with `code`, `errno`, `syscall` and `path`.
 * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow to read the file.
 * @throws `EISDIR` (Error) if the path is a directory.
 * @throws `ERR_UNSUPPORTED_FILE_TYPE` (Error) if the file is a FIFO, socket or device, which is not opened.
 * @throws `EIO` (Error) if a read fails, or the file shrinks while it is read.
 * @example
 * const { sha256, md5 } = await hashFile(['sha256', 'md5'], '/srv/image.iso', { onProgress });
 */
export function hashFile<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  path: Path,
  options: AsBuffer<HashFileOptions>,
): Promise<DigestsOf<Algorithms, Buffer>>;
export function hashFile<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  path: Path,
  options?: AsText<HashFileOptions>,
): Promise<DigestsOf<Algorithms, string>>;
export function hashFile<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  path: Path,
  options?: DigestEncoding | HashFileOptions,
): Promise<DigestsOf<Algorithms, string | Buffer>>;

/** The result of {@link hashFiles} for one file: its digest and its size in bytes, or the error instead of them. */
export type FileDigest<Digest> =
  | { path: Path; digest: Digest; size: number; error?: undefined }
  | { path: Path; digest?: undefined; size?: undefined; error: NodeJS.ErrnoException };

/** A directory, for {@link hashFiles} instead of a list of files. */
export interface Tree {
  directory: Path;
}

/** Options of {@link hashFiles} with a directory. */
export interface TreeOptions extends DigestOptions, FileOptions {}

/** What an entry of a {@link TreeDigest} is; `unknown` where the system could not say. */
export type TreeEntryType = 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'device' | 'unknown';

/** One file, directory or link of a {@link TreeDigest}. */
export interface TreeEntry<Digest> {
  /** Relative to the directory, with `/` between its parts. */
  path: string;
  /** The bytes of a path that is not UTF-8 (Linux); `path` has U+FFFD there. */
  pathBytes?: Buffer;
  type: TreeEntryType;
  /** Of a file: whether its owner may execute it. Always false on Windows. */
  executable?: boolean;
  /** Bytes of a file, or of the target of a link. */
  size?: number;
  /** Of a file's contents, or of a link's target. */
  digest?: Digest;
  /** Why there is no digest. */
  error?: NodeJS.ErrnoException;
}

/** What {@link hashFiles} resolves to with a directory. */
export interface TreeDigest<Digest> {
  /** Of the list of all entries; null if an entry has an error. docs/integrity.md has the format. */
  digest: Digest | null;
  /** Sorted by the bytes of their paths. */
  entries: TreeEntry<Digest>[];
}

/**
 * Digests each of `paths` as {@link hashFile} does, several at a time.
 *
 * @param algorithms one algorithm, or an array of them
 * @param options options, or the encoding alone
 * @returns the results, in the order of the paths; that of an unreadable file has an `error`
 * @throws The errors of {@link hash} for bad arguments, and `ABORT_ERR` (AbortError).
 */
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  paths: readonly Path[],
  options: AsBuffer<HashFilesOptions>,
): Promise<FileDigest<DigestsOf<Algorithms, Buffer>>[]>;
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  paths: readonly Path[],
  options?: AsText<HashFilesOptions>,
): Promise<FileDigest<DigestsOf<Algorithms, string>>[]>;
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  paths: readonly Path[],
  options?: DigestEncoding | HashFilesOptions,
): Promise<FileDigest<DigestsOf<Algorithms, string | Buffer>>[]>;

/**
 * Digests a directory: every file below it, and the list of its entries. The same tree has the same digest on every
 * machine. Names, contents, links' targets and the owner's execute bit count; times and other permissions do not.
 * Each file is read once for all algorithms, in bounded memory. At most 256 entries are created in a turn of
 * the event loop.
 *
 * Links are not followed, except the directory itself. An entry that cannot be digested has an `error`: Node's file
 * system error if it cannot be read, `ERR_FILE_CHANGED` if it was changed while it was read, and
 * `ERR_UNSUPPORTED_FILE_TYPE` if it is a FIFO, socket or device, which is never opened.
 *
 * @param algorithms one algorithm, or an array of them
 * @param options options, or the encoding alone
 * @returns the digest of the tree, and its entries
 * @throws The errors of {@link hash}.
 * @throws `ENOENT`, `ENOTDIR` or `EACCES` (Error) for the directory itself.
 * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow to read all that is in the directory.
 * @example
 * const { digest, entries } = await hashFiles('sha256', { directory: 'dist' }, { signal, onProgress });
 */
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  tree: Tree,
  options: AsBuffer<TreeOptions>,
): Promise<TreeDigest<DigestsOf<Algorithms, Buffer>>>;
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  tree: Tree,
  options?: AsText<TreeOptions>,
): Promise<TreeDigest<DigestsOf<Algorithms, string>>>;
export function hashFiles<Algorithms extends HashAlgorithm | readonly HashAlgorithm[]>(
  algorithms: Algorithms,
  tree: Tree,
  options?: DigestEncoding | TreeOptions,
): Promise<TreeDigest<DigestsOf<Algorithms, string | Buffer>>>;
