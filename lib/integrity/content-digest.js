'use strict';

const { optionsOf } = require('../options.js');
const { digestsOf, namesOf } = require('./digests.js');
const { ACTIVE, compare, parseContentDigest, writeMember } = require('./expected.js');

/**
 * @param {any} data
 * @param {any} [algorithms]
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function contentDigest(data, algorithms = ['sha-256'], options) {
  const names = namesOf(algorithms, ACTIVE.keys()).map((name) => /** @type {string} */ (ACTIVE.get(name)));
  const digests = await digestsOf(data, names, optionsOf('contentDigest', options));
  return names.map((name, index) => writeMember(name, digests[index])).join(', ');
}

/**
 * @param {any} data
 * @param {any} header
 * @param {any} [options]
 * @returns {Promise<string>} see index.d.ts
 */
async function verifyContentDigest(data, header, options) {
  const expectations = parseContentDigest(header);
  const names = expectations.map(({ algorithm }) => algorithm);
  return compare(
    expectations,
    await digestsOf(data, names, optionsOf('verifyContentDigest', options)),
    writeMember,
  );
}

module.exports = { contentDigest, verifyContentDigest };
