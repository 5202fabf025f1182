'use strict';

// @ts-expect-error It comes without types.
const Negotiator = require('negotiator');
const { invalidValue } = require('../errors.js');
const { strings } = require('../options.js');

/** Content codings that can be made and read here, best first for a client that likes several equally well. */
const ENCODINGS = /** @type {const} */ (['br', 'zstd', 'gzip', 'deflate']);

/** @typedef {typeof ENCODINGS[number]} Encoding */

/**
 * The encodings that an option names, in their order; all of them where there is none.
 * @param {unknown} value
 * @returns {Encoding[]}
 */
function encodingsOf(value) {
  const given = strings('options.encodings', value);
  if (given === undefined) return [...ENCODINGS];
  if (given.length === 0) throw invalidValue('options.encodings', 'must not be empty', value);
  for (const name of given) {
    if (!ENCODINGS.includes(/** @type {Encoding} */ (name)))
      throw invalidValue('options.encodings', `must be one of: ${ENCODINGS.join(', ')}`, name);
  }
  return /** @type {Encoding[]} */ ([...new Set(given)]);
}

/**
 * The encoding to answer in: that with the highest quality value of the request's Accept-Encoding, and of several the
 * first that is preferred here (RFC 9110, 12.5.3). Undefined for none, also where the client refuses that: it gets the
 * body as it is rather than nothing.
 * @param {{ headers: Record<string, any> }} req
 * @param {readonly Encoding[]} encodings in the order of preference
 * @returns {Encoding | undefined}
 */
function acceptedEncoding(req, encodings) {
  const accepted = req.headers['accept-encoding'];
  if (accepted === undefined) return undefined;
  // The old name means the same (RFC 9110, 8.4.1.3).
  const headers = { 'accept-encoding': String(accepted).replace(/(^|[\s,])x-gzip(?=[\s,;]|$)/gi, '$1gzip') };
  const possible = [...encodings, 'identity'];
  const found = new Negotiator({ headers }).encoding(possible, { preferred: possible });
  return found === 'identity' ? undefined : /** @type {Encoding | undefined} */ (found);
}

/**
 * Names a request header that the response depends on in its Vary header.
 * @param {{ getHeader(name: string): unknown, setHeader(name: string, value: string): unknown }} res
 * @param {string} name
 */
function vary(res, name) {
  const before = [res.getHeader('Vary') ?? []].flat().join(', ');
  const names = before.toLowerCase().split(/[\s,]+/);
  if (names.includes('*') || names.includes(name.toLowerCase())) return;
  res.setHeader('Vary', before === '' ? name : `${before}, ${name}`);
}

module.exports = { ENCODINGS, acceptedEncoding, encodingsOf, vary };
