'use strict';

const { optionsOf } = require('../options.js');
const { digestsOf, namesOf } = require('./digests.js');
const {
  ACTIVE,
  SRI,
  compare,
  parseContentDigest,
  parseSri,
  writeMember,
  writeSri,
} = require('./expected.js');

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
 * @param {any} [algorithms]
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function contentDigest(data, algorithms = ['sha-256'], options) {
  const names = namesOf(algorithms, ACTIVE.values());
  const digests = await digestsOf(data, names, optionsOf('contentDigest', options));
  return names.map((name, index) => writeMember(name, digests[index])).join(', ');
}

/**
 * @param {any} data
 * @param {any} expected
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function verifyIntegrity(data, expected, options) {
  return verify(data, parseSri(expected), writeSri, optionsOf('verifyIntegrity', options));
}

/**
 * @param {any} data
 * @param {any} header
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function verifyContentDigest(data, header, options) {
  return verify(data, parseContentDigest(header), writeMember, optionsOf('verifyContentDigest', options));
}

/**
 * @param {unknown} data
 * @param {import('./expected.js').Expectation[]} expectations
 * @param {import('./expected.js').Writer} write
 * @param {Record<string, any>} given options, their names checked
 */
async function verify(data, expectations, write, given) {
  const names = expectations.map(({ algorithm }) => algorithm);
  return compare(expectations, await digestsOf(data, names, given), write);
}

module.exports = { contentDigest, integrity, verifyContentDigest, verifyIntegrity };
