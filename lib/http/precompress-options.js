'use strict';

const { formatOf } = require('../codec/formats.js');
const { invalidType } = require('../errors.js');
const { boolean, integer, object, optionsOf, refuseUnknown, signalOf } = require('../options.js');
const { ENCODINGS } = require('./static-files.js');
const { directoryOf, fileEncodings } = require('./static-options.js');

/** @typedef {import('./static-files.js').FileEncoding} FileEncoding */

/** It is done once, and read often: as small as it gets, within what browsers can read. */
const LEVELS = { br: 11, zstd: 19, gzip: 9 };
/** Smaller files fit into one packet as they are. */
const THRESHOLD = 1024;
const CONCURRENCY = 4;
const MAX_CONCURRENCY = 64;

/**
 * @param {unknown} directory
 * @param {unknown} options
 */
function precompressOptions(directory, options) {
  const given = optionsOf('precompress', options);
  return {
    directory: directoryOf(directory),
    formats: fileEncodings('options.formats', given.formats),
    levels: levelsOf(given.levels),
    excludes: excludesOf(given.exclude),
    threshold: integer('options.threshold', given.threshold, 0, Number.MAX_SAFE_INTEGER) ?? THRESHOLD,
    concurrency: integer('options.concurrency', given.concurrency, 1, MAX_CONCURRENCY) ?? CONCURRENCY,
    overwrite: boolean('options.overwrite', given.overwrite),
    signal: signalOf(given.signal),
  };
}

/**
 * @param {unknown} value
 * @returns {Record<FileEncoding, number>}
 */
function levelsOf(value) {
  const levels = refuseUnknown('precompress.levels', object('options.levels', value) ?? {});
  for (const name of ENCODINGS) {
    const { minLevel, maxLevel } = formatOf(name);
    integer(`options.levels.${name}`, levels[name], minLevel, maxLevel);
  }
  return { ...LEVELS, ...levels };
}

/**
 * Whether a path is excluded, by a function, a regular expression, patterns, or several of these.
 * @param {unknown} value
 * @returns {(path: string) => boolean}
 */
function excludesOf(value = []) {
  const tests = [value].flat().map((one) => {
    if (typeof one === 'function') return one;
    const pattern = typeof one === 'string' ? patternOf(one) : one;
    if (!(pattern instanceof RegExp))
      throw invalidType(
        'options.exclude',
        'of type string or function, an instance of RegExp, or an array of these',
        one,
      );
    return (/** @type {string} */ path) => path.search(pattern) !== -1;
  });
  return (path) => tests.some((test) => test(path));
}

/**
 * As in a .gitignore: `*` is any part of a name; without a slash it is of a name in any folder.
 * @param {string} text
 */
function patternOf(text) {
  const trimmed = text.replace(/^\/|\/$/g, '');
  const source = trimmed
    .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
    .replace(/\*\*|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'));
  return new RegExp(trimmed.includes('/') || text.startsWith('/') ? `^${source}$` : `(?:^|/)${source}$`);
}

module.exports = { precompressOptions };
