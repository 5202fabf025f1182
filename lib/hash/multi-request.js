'use strict';

const { invalidValue } = require('../errors.js');
const { algorithmOf } = require('./algorithms.js');
const { digestOf, encodingOf } = require('./request.js');

/**
 * What a call with one algorithm or several asks for, checked. Several give an object with a digest for each name,
 * one gives its digest.
 * @param {any} algorithms
 * @param {Record<string, any>} given
 */
function severalRequest(algorithms, given) {
  const several = Array.isArray(algorithms);
  if (several && algorithms.length === 0) throw invalidValue('algorithms', 'must not be empty', algorithms);
  const names = several ? algorithms.slice() : [algorithms];
  const rows = names.map((name, index) => algorithmOf(name, several ? `algorithms[${index}]` : 'algorithm'));
  return {
    rows,
    digests: rows.map((row) => digestOf(row, given)),
    encoding: encodingOf(given.encoding),
    several,
    /** @param {unknown[]} values */
    shape: (values) =>
      several ? Object.fromEntries(names.map((name, index) => [name, values[index]])) : values[0],
  };
}

module.exports = { severalRequest };
