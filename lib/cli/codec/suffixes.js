'use strict';

/**
 * The suffixes of compressed files, of which each format writes its first. Decompressing takes them in any case, as gzip does,
 * and replaces each with the text on the right.
 * @type {[suffix: string, format: string, replacement: string][]}
 */
const SUFFIXES = [
  ['.gz', 'gzip', ''],
  ['.tgz', 'gzip', '.tar'],
  ['.taz', 'gzip', '.tar'],
  ['-gz', 'gzip', ''],
  ['.z', 'gzip', ''],
  ['-z', 'gzip', ''],
  ['_z', 'gzip', ''],
  ['.zz', 'deflate', ''],
  ['.deflate', 'deflate-raw', ''],
  ['.br', 'br', ''],
  ['.zst', 'zstd', ''],
  ['.tzst', 'zstd', '.tar'],
];
/** Formats that are recognized by the first bytes of the data. */
const SHOWN = ['gzip', 'deflate', 'zstd'];

/** @param {string} format */
function suffixOf(format) {
  return /** @type {string[]} */ (SUFFIXES.find(([, name]) => name === format))[0];
}

/**
 * The format that the suffix of a file name means, and the name without the suffix.
 * @param {string} file
 */
function byName(file) {
  const found = SUFFIXES.find(
    ([suffix]) =>
      file.slice(-suffix.length).toLowerCase() === suffix && !/(^|\/)$/.test(file.slice(0, -suffix.length)),
  );
  if (found === undefined) return undefined;
  const [suffix, format, replacement] = found;
  return { suffix, format, plain: file.slice(0, -suffix.length) + replacement };
}

/**
 * How to decompress a file: by the format of its data where that can be recognized, else by its suffix.
 * @param {string} file
 */
function decoderOf(file) {
  if (file.endsWith('.Z'))
    throw new Error('the format of compress (.Z) is not supported; add --format gzip if it is gzip data');
  const format = byName(file)?.format ?? 'auto';
  return SHOWN.includes(format) ? 'auto' : format;
}

module.exports = { byName, decoderOf, suffixOf };
