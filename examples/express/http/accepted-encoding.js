'use strict';

const Negotiator = require('negotiator');
const { RequestError } = require('./errors.js');

/** Best first, for a client that likes several equally well. */
const PREFERENCE = ['br', 'zstd', 'gzip', 'identity'];

/**
 * The encoding to answer in, by the q-values of the request's Accept-Encoding.
 * @param {import('express').Request} req
 * @param {string[]} formats what can be made here
 */
function acceptedEncoding(req, formats) {
  const possible = PREFERENCE.filter((encoding) => encoding === 'identity' || formats.includes(encoding));
  const encoding = new Negotiator(req).encoding(possible, { preferred: possible });
  if (encoding === undefined) {
    throw new RequestError(
      406,
      'ERR_NOT_ACCEPTABLE',
      `The response can be encoded as ${possible.join(', ')}`,
    );
  }
  return encoding;
}

module.exports = { acceptedEncoding };
