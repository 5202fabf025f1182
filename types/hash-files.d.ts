/// <reference types="node" />

import type { Path } from './data.js';
import type { AsBuffer, AsText, DigestEncoding, DigestOptions, HashAlgorithm, hash } from './hash.js';
import type { FileOptions } from './jobs.js';

/** Options of {@link hashFile}. */
export interface HashFileOptions extends DigestOptions, FileOptions {
  /** Offset of the first byte, as in `fs.createReadStream`. @default 0 */
  start?: number;
  /** Offset of the last byte, which is included, as in `fs.createReadStream`. @default Infinity */
  end?: number;
}

/** Options of {@link hashFiles}. */
export type HashFilesOptions = Omit<HashFileOptions, 'onProgress'>;

/**
 * Digests a file, or part of it. The file is read by native threads: none of its bytes come to JavaScript, and
 * memory stays bounded whatever its size. With several algorithms it is read once and the result has a digest for
 * each name.
 *
 * A regular file is read up to the size it had when it was opened. Rejects as {@link hash}, and with Node's errors
 * of the file system, which have `code`, `errno`, `syscall` and `path`: `ENOENT`, `EACCES`, `EISDIR` for a
 * directory, `ESPIPE` for a FIFO or another file that has no positions, `EIO` if the file shrinks while it is read.
 *
 * @example
 * const { sha256, md5 } = await hashFile(['sha256', 'md5'], '/srv/image.iso', { onProgress });
 */
export function hashFile<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  path: Path,
  options: AsBuffer<HashFileOptions>,
): Promise<Record<Name, Buffer>>;
export function hashFile<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  path: Path,
  options?: AsText<HashFileOptions>,
): Promise<Record<Name, string>>;
export function hashFile(
  algorithm: HashAlgorithm,
  path: Path,
  options: AsBuffer<HashFileOptions>,
): Promise<Buffer>;
export function hashFile(
  algorithm: HashAlgorithm,
  path: Path,
  options?: AsText<HashFileOptions>,
): Promise<string>;
export function hashFile(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  path: Path,
  options?: DigestEncoding | HashFileOptions,
): Promise<string | Buffer | Record<string, string | Buffer>>;

/** What {@link hashFiles} tells of one file: its digest and the bytes that were digested, or why there is none. */
export type FileDigest<Digest> =
  | { path: Path; digest: Digest; size: number; error?: undefined }
  | { path: Path; digest?: undefined; size?: undefined; error: NodeJS.ErrnoException };

/**
 * As {@link hashFile} for each of `paths`, several at a time. Results come in the order of the paths. A file that
 * cannot be read has its error in its result; bad arguments and an abort reject the whole call.
 */
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  paths: readonly Path[],
  options: AsBuffer<HashFilesOptions>,
): Promise<FileDigest<Record<Name, Buffer>>[]>;
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  paths: readonly Path[],
  options?: AsText<HashFilesOptions>,
): Promise<FileDigest<Record<Name, string>>[]>;
export function hashFiles(
  algorithm: HashAlgorithm,
  paths: readonly Path[],
  options: AsBuffer<HashFilesOptions>,
): Promise<FileDigest<Buffer>[]>;
export function hashFiles(
  algorithm: HashAlgorithm,
  paths: readonly Path[],
  options?: AsText<HashFilesOptions>,
): Promise<FileDigest<string>[]>;
export function hashFiles(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  paths: readonly Path[],
  options?: DigestEncoding | HashFilesOptions,
): Promise<FileDigest<string | Buffer | Record<string, string | Buffer>>[]>;

/** A directory, given to {@link hashFiles} in place of a list of files. */
export interface Tree {
  directory: Path;
}

/** Options of {@link hashFiles} with a directory. */
export interface TreeOptions extends DigestOptions, FileOptions {}

/** What an entry of a {@link TreeDigest} is. `unknown` is what could not be looked at. */
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
  /** Of the list of all entries; null where an entry has an error. docs/integrity.md has the format. */
  digest: Digest | null;
  /** Sorted by the bytes of their paths. */
  entries: TreeEntry<Digest>[];
}

/**
 * Digests a directory: every file below it, and the list of all that is below it. The same tree has the same digest
 * on every machine; names, contents, links' targets and the owner's execute bit count, times and other permissions do
 * not. Files are read once whatever the number of algorithms, by native threads, in bounded memory; at most 256
 * entries are made a turn of the event loop.
 *
 * Links are not followed, but for the directory itself. What cannot be digested has its error in its entry: a file
 * that cannot be read has node's, one that is changed while it is read `ERR_FILE_CHANGED`, and a FIFO, socket or
 * device, which is never opened, `ERR_UNSUPPORTED_FILE_TYPE`. Rejects as {@link hash}, and with `ENOENT`, `ENOTDIR` or
 * `EACCES` for the directory itself.
 *
 * @example
 * const { digest, entries } = await hashFiles('sha256', { directory: 'dist' }, { signal, onProgress });
 */
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  tree: Tree,
  options: AsBuffer<TreeOptions>,
): Promise<TreeDigest<Record<Name, Buffer>>>;
export function hashFiles<Name extends HashAlgorithm>(
  algorithms: readonly Name[],
  tree: Tree,
  options?: AsText<TreeOptions>,
): Promise<TreeDigest<Record<Name, string>>>;
export function hashFiles(
  algorithm: HashAlgorithm,
  tree: Tree,
  options: AsBuffer<TreeOptions>,
): Promise<TreeDigest<Buffer>>;
export function hashFiles(
  algorithm: HashAlgorithm,
  tree: Tree,
  options?: AsText<TreeOptions>,
): Promise<TreeDigest<string>>;
export function hashFiles(
  algorithms: HashAlgorithm | readonly HashAlgorithm[],
  tree: Tree,
  options?: DigestEncoding | TreeOptions,
): Promise<TreeDigest<string | Buffer | Record<string, string | Buffer>>>;
