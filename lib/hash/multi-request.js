'use strict';

const { invalidValue } = require('../errors.js');
const { algorithmOf } = require('./algorithms.js');
const { digestOf, encodingOf } = require('./request.js');

/**
 * What a call with one algorithm or several asks for, checked. The result for one is its digest, for several an object
 * with a digest for each name.
 * @param {any} algorithms
 * @param {Record<string, any>} given
 */
function multiRequest(algorithms, given) {
  const isSeveral = Array.isArray(algorithms);
  if (isSeveral && algorithms.length === 0) throw invalidValue('algorithms', 'must not be empty', algorithms);
  const names = isSeveral ? Array.from(algorithms) : [algorithms];
  const rows = names.map((name, index) =>
    algorithmOf(name, isSeveral ? `algorithms[${index}]` : 'algorithm'),
  );
  return {
    rows,
    digests: rows.map((row) => digestOf(row, given)),
    encoding: encodingOf(given.encoding),
    isSeveral,
    /** @param {unknown[]} values */
    shape: (values) =>
      isSeveral ? Object.fromEntries(names.map((name, index) => [name, values[index]])) : values[0],
  };
}

module.exports = { multiRequest };
