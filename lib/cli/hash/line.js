'use strict';

const { labelOf } = require('./labels.js');

/** @type {Record<string, string>} */
const ESCAPES = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/**
 * A name as lines have it, with its mark: names with a newline, a carriage return or a backslash are escaped.
 * @param {string} name
 * @param {boolean} [asItIs]
 */
function escaped(name, asItIs) {
  if (asItIs || !/[\\\n\r]/.test(name)) return { mark: '', name };
  return { mark: '\\', name: name.replace(/[\\\n\r]/g, (character) => ESCAPES[character]) };
}

/**
 * The line of a file as sha256sum prints it, or as it does with --tag.
 * @param {string} digest
 * @param {string} file
 * @param {string} algorithm
 * @param {{ tag?: boolean, binary?: boolean, zero?: boolean }} format
 */
function lineOf(digest, file, algorithm, { tag, binary, zero }) {
  const { mark, name } = escaped(file, zero);
  const end = zero ? '\0' : '\n';
  if (tag) return `${mark}${labelOf(algorithm)} (${name}) = ${digest}${end}`;
  return `${mark}${digest} ${binary ? '*' : ' '}${name}${end}`;
}

module.exports = { escaped, lineOf };
