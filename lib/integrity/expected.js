'use strict';

const { coded, invalidType } = require('../errors.js');
const { parseDictionary } = require('./structured-field.js');

/** The longest text that is parsed, in characters: more than Node allows for all headers of a message together. */
const MAX_LENGTH = 65536;

/** Algorithms of SRI, the weakest first, with the bytes of their digests. */
const SRI = new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
]);

/** Active algorithms of RFC 9530 by their names there. */
const ACTIVE = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);

/**
 * The possible digests of one algorithm.
 * @typedef {{ algorithm: string, digests: Buffer[] }} Expectation
 */

/**
 * Writes a digest in the form that was parsed.
 * @typedef {(algorithm: string, digest: Buffer) => string} Writer
 */

/** @type {Writer} */
const writeSri = (algorithm, digest) => `${algorithm}-${digest.toString('base64')}`;

/** @type {Writer} */
const writeMember = (algorithm, digest) =>
  `${algorithm.replace('sha', 'sha-')}=:${digest.toString('base64')}:`;

/**
 * The strongest algorithm of integrity metadata (W3C Subresource Integrity, "parse metadata" and "get the strongest
 * metadata from set"). Text that cannot be a digest of it never matches; a weaker algorithm is not used instead.
 * @param {any} expected
 * @returns {Expectation[]}
 */
function parseSri(expected) {
  if (typeof expected !== 'string') throw invalidType('expected', 'of type string', expected);
  refuseLong(expected);
  const found = expected.split(/[\t\n\f\r ]+/).map(sriOf);
  const algorithm = [...SRI.keys()].reverse().find((name) => found.some((one) => one.algorithm === name));
  const digests = found.filter((one) => one.algorithm === algorithm).flatMap(({ digest }) => digest ?? []);
  if (algorithm === undefined || digests.length === 0)
    throw invalid('The integrity metadata has no digest of sha256, sha384 or sha512 that could match');
  return [{ algorithm, digests }];
}

/**
 * One token: `algorithm-base64?options`. No options are defined yet. As in browsers, base64url is accepted too.
 * @param {string} token
 */
function sriOf(token) {
  const expression = token.split('?', 1)[0];
  const end = expression.indexOf('-');
  const algorithm = expression.slice(0, Math.max(end, 0)).toLowerCase();
  const text = expression.slice(end + 1);
  const digest = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  return { algorithm, digest: digest?.length === SRI.get(algorithm) ? digest : undefined };
}

/**
 * All active algorithms of a Content-Digest or Repr-Digest field (RFC 9530).
 * @param {any} header the field's value, or the values of its lines; none where the message has no such field
 * @returns {Expectation[]}
 */
function parseContentDigest(header) {
  if (header === undefined || header === null)
    throw invalid('There is no digest to verify: the message has no such field');
  const text = Array.isArray(header) ? header.join(', ') : header;
  if (typeof text !== 'string') throw invalidType('header', 'of type string or an instance of Array', header);
  refuseLong(text);
  const members = parseDictionary(text);
  if (members === undefined)
    throw invalid('The field is not a dictionary in the sense of RFC 9651 (structured fields)');
  const used = [...ACTIVE].filter(([name]) => members.has(name));
  if (used.length === 0) throw invalid('The field has no digest of sha-256 or sha-512');
  return used.map(([name, algorithm]) => {
    const digest = members.get(name);
    if (digest?.length !== SRI.get(algorithm))
      throw invalid(`The value of ${name} in the field is not a digest of ${SRI.get(algorithm)} bytes`);
    return { algorithm, digests: [/** @type {Buffer} */ (digest)] };
  });
}

/**
 * The digests that matched, in canonical form. Each expectation needs one digest that matches.
 * @param {Expectation[]} expectations
 * @param {Buffer[]} found their algorithms' digests of the data
 * @param {Writer} write
 * @throws EINTEGRITY
 */
function compare(expectations, found, write) {
  for (const [index, { algorithm, digests }] of expectations.entries()) {
    if (!digests.some((digest) => digest.equals(found[index])))
      throw mismatch(
        algorithm,
        digests.map((digest) => write(algorithm, digest)).join(' '),
        write(algorithm, found[index]),
      );
  }
  return expectations.map(({ algorithm }, index) => write(algorithm, found[index])).join(', ');
}

/**
 * @param {string} algorithm
 * @param {string} expected
 * @param {string} found
 */
function mismatch(algorithm, expected, found) {
  const message = `The data does not have the expected ${algorithm} digest: wanted ${expected} but got ${found}`;
  return coded('EINTEGRITY', message, { algorithm, expected, found });
}

/** @param {string} text */
function refuseLong(text) {
  if (text.length <= MAX_LENGTH) return;
  throw invalid(
    `The expected digests are ${text.length} characters of text, more than the allowed ${MAX_LENGTH}`,
  );
}

/** @param {string} message */
function invalid(message) {
  return coded('ERR_INTEGRITY_INVALID', message);
}

module.exports = { ACTIVE, SRI, compare, parseContentDigest, parseSri, writeMember, writeSri };
