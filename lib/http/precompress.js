'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { compressFile } = require('../codec/file.js');
const { refuseIrreplaceable } = require('../data/replaceable.js');
const { AbortError, described, throwIfAborted } = require('../errors.js');
const { isCompressible } = require('./compressible.js');
const { precompressOptions } = require('./precompress-options.js');
const { SUFFIXES, fileWithin, isCurrent, typeOf } = require('./static-files.js');

/** @typedef {ReturnType<typeof precompressOptions>} Settings */
/** @typedef {import('./static-files.js').FileEncoding} FileEncoding */
/** @typedef {import('node:fs').Stats} Stats */

/** Decoders of browsers keep 8 MiB of Zstandard and no more (RFC 9659). */
const ZSTD_WINDOW_BITS = 23;

/**
 * @param {string | URL} directory
 * @param {unknown} [options]
 * @returns {Promise<any>} see types/http-static.d.ts
 */
async function precompress(directory, options) {
  const settings = precompressOptions(directory, options);
  throwIfAborted(settings.signal);
  const root = await fs.realpath(settings.directory);
  const result = { files: 0, written: 0, current: 0, larger: 0, bytesRead: 0, bytesWritten: 0 };
  const stop = new AbortController();
  const signal = settings.signal ? AbortSignal.any([settings.signal, stop.signal]) : stop.signal;
  const files = filesOf(root, root, settings);
  const work = async () => {
    for await (const [file, stats] of files) {
      if (signal.aborted) return;
      result.files += 1;
      for (const format of settings.formats) await copyOf(file, stats, format, { settings, signal, result });
    }
  };
  // The first failure is the caller's; what still runs ends before it is reported, and leaves nothing behind.
  const runs = Array.from({ length: settings.concurrency }, () =>
    work().catch((error) => {
      stop.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(runs);
  if (settings.signal?.aborted) throw new AbortError(settings.signal.reason);
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  const cause = failed.find(({ reason }) => reason.code !== 'ABORT_ERR') ?? failed[0];
  if (cause !== undefined) throw cause.reason;
  return result;
}

/**
 * The files of a folder and of those in it that are worth compressing. Links to files are followed within the root; links
 * to folders, and names that begin with a dot, are passed over.
 * @param {string} root
 * @param {string} folder
 * @param {Settings} settings
 * @returns {AsyncGenerator<[string, Stats]>}
 */
async function* filesOf(root, folder, settings) {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    const relative = path.relative(root, full).split(path.sep).join('/');
    if (isHidden(entry.name) || settings.excludes(relative)) continue;
    if (entry.isDirectory()) yield* filesOf(root, full, settings);
    else if (isCompressible(typeOf(entry.name))) {
      const stats = await fileWithin(root, full);
      if (stats !== undefined && stats.size >= settings.threshold) yield [full, stats];
    }
  }
}

/** @param {string} name */
function isHidden(name) {
  return name.startsWith('.') && name !== '.well-known';
}

/**
 * Makes one compressed copy of a file, where it is not current. It is complete when it gets its name. A copy that is not
 * smaller is not kept, and an outdated one is removed: a server would send the file's old contents.
 * @param {string} file
 * @param {Stats} stats
 * @param {FileEncoding} format
 * @param {{ settings: Settings, signal: AbortSignal, result: Record<string, number> }} context
 */
async function copyOf(file, stats, format, { settings, signal, result }) {
  const target = file + SUFFIXES[format];
  const before = await fs.lstat(target).catch(() => undefined);
  if (!settings.overwrite && before?.isFile() && isCurrent(before, stats)) {
    result.current += 1;
    return;
  }
  await refuseIrreplaceable(target);
  const beside = path.join(path.dirname(file), `.${path.basename(target)}.${randomUUID()}`);
  try {
    const windowBits = format === 'zstd' ? ZSTD_WINDOW_BITS : undefined;
    const { bytesRead, bytesWritten } = await compressFile(format, file, beside, {
      level: settings.levels[format],
      ...(windowBits === undefined ? {} : { windowBits }),
      signal,
    });
    await checkUnchanged(file, stats);
    result.bytesRead += bytesRead;
    if (bytesWritten >= bytesRead) {
      result.larger += 1;
      await fs.rm(target, { force: true });
      return;
    }
    await fs.chmod(beside, stats.mode & 0o777);
    await fs.utimes(beside, stats.atime, stats.mtime);
    await fs.rename(beside, target);
    result.written += 1;
    result.bytesWritten += bytesWritten;
  } finally {
    await fs.rm(beside, { force: true });
  }
}

/**
 * @param {string} file
 * @param {Stats} before
 */
async function checkUnchanged(file, before) {
  const { mtimeMs, size } = await fs.stat(file);
  if (mtimeMs !== before.mtimeMs || size !== before.size) throw described('ERR_FILE_CHANGED', { path: file });
}

module.exports = { precompress };
