'use strict';

const { absolutePath } = require('../data/path.js');
const { invalidType } = require('../errors.js');
const { boolean, eachOf, integer, optionsOf, signalOf } = require('../options.js');
const { levelsOf } = require('./compression-options.js');
const { ENCODINGS } = require('./static-files.js');
const { fileEncodings } = require('./static-options.js');

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
    directory: absolutePath('directory', directory),
    formats: fileEncodings('options.formats', given.formats),
    levels: { ...LEVELS, ...levelsOf('precompress', ENCODINGS, given.levels) },
    excludes: excludesOf(given.exclude),
    threshold: integer('options.threshold', given.threshold, 0, Number.MAX_SAFE_INTEGER) ?? THRESHOLD,
    concurrency: integer('options.concurrency', given.concurrency, 1, MAX_CONCURRENCY) ?? CONCURRENCY,
    overwrite: boolean('options.overwrite', given.overwrite),
    signal: signalOf(given.signal),
  };
}

/**
 * Whether a path is excluded, by a function, a regular expression, patterns, or several of these.
 * @param {unknown} value
 * @returns {(path: string) => boolean}
 */
function excludesOf(value = []) {
  const name = 'options.exclude';
  const tests = Array.isArray(value) ? eachOf(name, value, testOf) : [testOf(name, value)];
  return (path) => tests.some((test) => test(path));
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {(path: string) => boolean}
 */
function testOf(name, value) {
  if (typeof value === 'function') return /** @type {(path: string) => boolean} */ (value);
  const pattern = typeof value === 'string' ? patternOf(value) : value;
  if (!(pattern instanceof RegExp))
    throw invalidType(name, 'of type string or function, or an instance of RegExp', value);
  return (path) => path.search(pattern) !== -1;
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
