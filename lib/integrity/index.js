'use strict';

const { optionsOf } = require('../options.js');
const { digestsOf, namesOf } = require('./digests.js');
const { SRI, compare, parseSri, writeSri } = require('./expected.js');

/**
 * @param {any} data
 * @param {any} [algorithms]
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function integrity(data, algorithms = ['sha384'], options) {
  const names = namesOf(algorithms, SRI.keys());
  const digests = await digestsOf(data, names, optionsOf('integrity', options));
  return names.map((name, index) => writeSri(name, digests[index])).join(' ');
}

/**
 * @param {any} data
 * @param {any} expected
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function verifyIntegrity(data, expected, options) {
  const expectations = parseSri(expected);
  const names = expectations.map(({ algorithm }) => algorithm);
  return compare(expectations, await digestsOf(data, names, optionsOf('verifyIntegrity', options)), writeSri);
}

module.exports = { integrity, verifyIntegrity };
