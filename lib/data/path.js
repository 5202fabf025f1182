'use strict';

const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { types } = require('node:util');
const { invalidType, invalidValue } = require('../errors.js');
const { viewOf } = require('./bytes.js');

/** How a path ends that names a folder. */
const NAME_OF_FOLDER = path.sep === '/' ? /\/\.?$/ : /[\\/]\.?$/;

/**
 * The bytes of a path, as native code and `fs` take it.
 * @param {string} name
 * @param {any} value
 * @returns {Uint8Array}
 */
function pathOf(name, value) {
  const plain = isUrl(value) ? fileURLToPath(value) : value;
  if (typeof plain !== 'string' && !types.isUint8Array(plain)) {
    throw invalidType(name, 'of type string or an instance of Buffer or URL', value);
  }
  const bytes =
    typeof plain === 'string' ? Buffer.from(plain) : /** @type {Uint8Array} */ (viewOf(plain, name));
  if (bytes.includes(0))
    throw invalidValue(name, 'must be a string, Uint8Array, or URL without null bytes', value);
  return bytes;
}

/**
 * The absolute path of a file or folder that a string or a `file:` URL names. It is for paths that are kept, or given to
 * other programs: they stay the same when the working directory changes.
 * @param {string} name
 * @param {any} value
 * @returns {string}
 */
function absolutePath(name, value) {
  return path.resolve(textOf(name, value));
}

/**
 * As `absolutePath`, for what has to be a file. `a/` and `a/.` keep a slash at their end, by which they are no file for the
 * system either.
 * @param {string} name
 * @param {any} value
 */
function absoluteFile(name, value) {
  const text = textOf(name, value);
  const file = path.resolve(text);
  return NAME_OF_FOLDER.test(text) && !endsWithSlash(file) ? file + path.sep : file;
}

/**
 * As `absolutePath`, where text may be a URL too: `import.meta.url`.
 * @param {string} name
 * @param {any} value
 */
function absolutePathOrUrl(name, value) {
  const isUrlText = typeof value === 'string' && value.startsWith('file:');
  return absolutePath(name, isUrlText ? new URL(value) : value);
}

/**
 * @param {string} name
 * @param {any} value
 */
function textOf(name, value) {
  if (!isPath(value)) throw invalidType(name, 'of type string or an instance of URL', value);
  if (value === '') throw invalidValue(name, 'must not be empty', value);
  return Buffer.from(pathOf(name, value)).toString();
}

/** @param {string} file */
function endsWithSlash(file) {
  return file.endsWith('/') || file.endsWith(path.sep);
}

/**
 * Whether an argument that may be a path or data is a path: text or a URL.
 * @param {any} source
 */
function isPath(source) {
  return typeof source === 'string' || isUrl(source);
}

/**
 * Recognized by its properties, as Node does it: the URL may be of another realm.
 * @param {any} value
 */
function isUrl(value) {
  return typeof value?.href === 'string' && typeof value?.protocol === 'string';
}

module.exports = {
  absoluteFile,
  absolutePath,
  absolutePathOrUrl,
  endsWithSlash,
  isPath,
  isUrl,
  pathOf,
};
