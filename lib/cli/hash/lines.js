'use strict';

const { ROWS, algorithmOf } = require('../../hash/algorithms.js');

/** @type {Record<string, string>} */
const LABELS = { blake2b512: 'BLAKE2b', blake2s256: 'BLAKE2s' };
const NAMES = new Map(ROWS.map(({ name }) => [labelOf(name), name]));

/**
 * What an algorithm is called in lines with a tag.
 * @param {string} name
 */
function labelOf(name) {
  return LABELS[name] ?? name.toUpperCase();
}

/**
 * The algorithm that a tag means. OpenSSL says SHA2-256.
 * @param {string} label
 * @returns {string | undefined}
 */
function nameOfLabel(label) {
  const known = NAMES.get(label);
  if (known !== undefined) return known;
  try {
    return algorithmOf(label.replace(/^SHA2-/, 'SHA')).name;
  } catch {
    return undefined;
  }
}

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

module.exports = { escaped, labelOf, lineOf, nameOfLabel };
