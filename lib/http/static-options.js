'use strict';

const { absolutePath } = require('../data/path.js');
const { invalidValue } = require('../errors.js');
const { boolean, callback, integer, optionsOf, string, strings } = require('../options.js');
const { ENCODINGS } = require('./static-files.js');

/** @typedef {import('./static-files.js').FileEncoding} FileEncoding */

/**
 * @param {unknown} directory
 * @param {unknown} options
 */
function staticOptions(directory, options) {
  const given = optionsOf('serveStatic', options);
  return {
    directory: absolutePath('directory', directory),
    encodings: fileEncodings('options.encodings', given.encodings),
    index: given.index === false ? /** @type {false} */ (false) : indexOf(given.index),
    maxAge: integer('options.maxAge', given.maxAge, 0, Number.MAX_SAFE_INTEGER) ?? 0,
    immutable: boolean('options.immutable', given.immutable),
    setHeaders: callback('options.setHeaders', given.setHeaders),
  };
}

/** @param {unknown} value */
function indexOf(value) {
  const index = string('options.index', value) ?? 'index.html';
  if (index === '' || index.includes('/'))
    throw invalidValue('options.index', 'must be the name of a file, or false', value);
  return index;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {FileEncoding[]}
 */
function fileEncodings(name, value) {
  const given = strings(name, value) ?? ENCODINGS;
  if (given.length === 0) throw invalidValue(name, 'must not be empty', value);
  for (const encoding of given)
    if (!ENCODINGS.includes(/** @type {FileEncoding} */ (encoding)))
      throw invalidValue(name, `must be one of: ${ENCODINGS.join(', ')}`, encoding);
  return /** @type {FileEncoding[]} */ ([...new Set(given)]);
}

module.exports = { fileEncodings, staticOptions };
