'use strict';

const { coded, invalidType, invalidValue } = require('../../errors.js');

/**
 * A way to hash passwords. Each file beside this one exports one.
 * @typedef {object} Scheme
 * @property {string} name
 * @property {string[]} options names of the options that set its cost
 * @property {Record<string, string>} prefixes of its strings, each with the name of the algorithm
 * @property {boolean} takesSecret
 * @property {(options: Record<string, any>) => any} settingsOf checks the options and fills in the others
 * @property {(encoded: string) => Parsed | undefined} parse undefined for a string that is not well-formed
 * @property {(settings: any, salt: Uint8Array, key: Uint8Array) => string} format
 * @property {(settings: any) => import('../../native').Derivation} derivation
 * @property {(settings: any) => Record<string, number>} costs by the name of the option that bounds each
 */

/** @typedef {{ settings: any, salt: Buffer, key: Buffer, data?: Buffer }} Parsed */

/**
 * The table of schemes. The first is the default.
 * @type {Scheme[]}
 */
const SCHEMES = [require('./argon2id.js'), require('./scrypt.js'), require('./bcrypt.js')];

const COST_OPTIONS = new Set(SCHEMES.flatMap(({ options }) => options));

/**
 * The scheme that options ask for. Options of another one are refused.
 * @param {Record<string, any>} options
 */
function schemeOf(options) {
  const { algorithm = SCHEMES[0].name } = options;
  if (typeof algorithm !== 'string') throw invalidType('options.algorithm', 'of type string', algorithm);
  const scheme = SCHEMES.find(({ name }) => name === algorithm);
  if (scheme === undefined) {
    const names = SCHEMES.map(({ name }) => name).join(', ');
    throw invalidValue('options.algorithm', `must be one of: ${names}`, algorithm);
  }
  for (const name of COST_OPTIONS) {
    if (options[name] !== undefined && !scheme.options.includes(name))
      throw invalidValue(`options.${name}`, `is not possible with ${scheme.name}`, options[name]);
  }
  return scheme;
}

/**
 * The parts of an encoded hash, and its scheme. Error messages do not contain the string, because it must not get into
 * logs.
 * @param {any} encoded
 */
function parseEncoded(encoded) {
  if (typeof encoded !== 'string') throw invalidType('encoded', 'of type string', encoded);
  const [scheme, name] = schemeOfPrefix(encoded);
  if (scheme === undefined) {
    throw coded(
      'ERR_PASSWORD_HASH_INVALID',
      'The encoded hash does not begin as a hash of argon2, scrypt or bcrypt does',
    );
  }
  const parsed = scheme.parse(encoded);
  if (parsed === undefined) {
    throw coded(
      'ERR_PASSWORD_HASH_INVALID',
      `The encoded hash begins as a hash of ${name} does, but the rest is not well-formed`,
    );
  }
  return { scheme, name, ...parsed };
}

/**
 * The scheme of an encoded hash, and the name of the algorithm, of which a scheme may have several.
 * @param {string} encoded
 * @returns {[scheme: Scheme, name: string] | []}
 */
function schemeOfPrefix(encoded) {
  for (const scheme of SCHEMES)
    for (const [prefix, name] of Object.entries(scheme.prefixes))
      if (encoded.startsWith(prefix)) return [scheme, name];
  return [];
}

module.exports = { SCHEMES, parseEncoded, schemeOf };
