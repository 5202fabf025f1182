'use strict';

const { Blob } = require('node:buffer');
const fs = require('node:fs');
const path = require('node:path');
const { Writable } = require('node:stream');
const { absoluteFile, isPath } = require('../data/path.js');
const { fileTypeOf } = require('../data/regular-file.js');
const { isWebStream } = require('../data/web-source.js');
const { invalidType, unsupportedFile } = require('../errors.js');
const { failureOf } = require('../stream/failure.js');
const { isNodeStream, refuseDisturbed, writeAll } = require('../stream/write-all.js');
const { tooLarge } = require('./errors.js');
const { withFolder } = require('./folder.js');
const { MIB } = require('./settings.js');

/** @typedef {import('./settings.js').MediaSettings} MediaSettings */

/** @typedef {{ file: string } | { stream: any, failure: { error?: Error } }} Source */

/**
 * A source, checked: the path of a file, or a stream whose bytes become one, since many formats cannot be read from a pipe:
 * an mp4 may have its index at its end.
 * @param {any} source
 * @returns {Source}
 */
function sourceOf(source) {
  if (isPath(source)) return { file: absoluteFile('source', source) };
  if (source instanceof Blob) return { stream: source.stream(), failure: {} };
  if (!isNodeStream(source) && !isWebStream(source))
    throw invalidType(
      'source',
      'of type string or an instance of URL, Readable, ReadableStream or Blob',
      source,
    );
  refuseDisturbed(source);
  return { stream: source, failure: failureOf(source) };
}

/**
 * Calls `use` with the path of the source. What was written for it is gone afterwards.
 * @template T
 * @param {Source} source
 * @param {MediaSettings} settings
 * @param {(file: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withFile(source, settings, use) {
  if ('file' in source) {
    await checkFile(source.file, settings);
    return use(source.file);
  }
  return withFolder(settings.temporary, 'offloop-media-', async (folder) => {
    const file = path.join(folder, 'source');
    await spool(source, file, settings);
    return use(file);
  });
}

/**
 * @param {string} file
 * @param {MediaSettings} settings
 */
async function checkFile(file, { maxInputMb }) {
  const stat = await fs.promises.stat(file);
  if (!stat.isFile()) throw unsupportedFile(fileTypeOf(stat), file);
  if (stat.size > maxInputMb * MIB) throw sourceTooLarge(stat.size, maxInputMb);
}

/**
 * @param {Exclude<Source, { file: string }>} source
 * @param {string} file
 * @param {MediaSettings} settings
 */
async function spool({ stream, failure }, file, { maxInputMb, signal }) {
  const handle = await fs.promises.open(file, 'wx', 0o600);
  let bytes = 0;
  const target = new Writable({
    write(chunk, _encoding, callback) {
      bytes += chunk.length;
      if (bytes > maxInputMb * MIB) callback(sourceTooLarge(bytes, maxInputMb));
      else handle.writeFile(chunk).then(() => callback(), callback);
    },
  });
  try {
    if (failure.error !== undefined) throw failure.error;
    await writeAll(stream, target, signal);
  } finally {
    await handle.close();
  }
}

/**
 * @param {number} bytes
 * @param {number} maxInputMb
 */
function sourceTooLarge(bytes, maxInputMb) {
  return tooLarge(`${bytes} bytes`, 'maxInputMb', maxInputMb, { bytes });
}

module.exports = { sourceOf, withFile };
