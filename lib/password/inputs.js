'use strict';

const { bytesOf, sizeOf } = require('../data/bytes.js');
const { coded } = require('../errors.js');

/** The greatest number of bytes of a password that bcrypt uses. */
const MAX_BCRYPT = 72;

/** @typedef {import('./schemes/index.js').Scheme} Scheme */

/**
 * The inputs of a scheme's derivation, in its order.
 * @param {Scheme} scheme
 * @param {string | Uint8Array} password
 * @param {Uint8Array} salt
 * @param {string | Uint8Array} secret
 * @param {Uint8Array} [data] the associated data in an encoded hash of Argon2
 */
function inputsOf(scheme, password, salt, secret, data) {
  return scheme.takesSecret ? [password, salt, secret, data ?? ''] : [password, salt];
}

/**
 * The secret key (pepper) that the hash depends on besides the password; empty where there is none.
 * @param {Scheme} scheme
 * @param {Record<string, any>} options
 */
function secretOf(scheme, { secret }) {
  if (secret === undefined) return '';
  const bytes = bytesOf('options.secret', secret);
  if (scheme.takesSecret) return bytes;
  throw coded('ERR_INVALID_ARG_VALUE', `The property 'options.secret' is not possible with ${scheme.name}`);
}

/**
 * Throws where bcrypt would ignore part of a new password: other passwords would then match too.
 * @param {string | Uint8Array} password
 */
function refuseWhatBcryptIgnores(password) {
  const size = typeof password === 'string' ? Buffer.byteLength(password) : sizeOf(password);
  const hasZero = typeof password === 'string' ? password.includes('\0') : password.includes(0);
  if (size <= MAX_BCRYPT && !hasZero) return;
  const rule = `must be at most ${MAX_BCRYPT} bytes without a zero byte for bcrypt`;
  throw coded('ERR_INVALID_ARG_VALUE', `The argument 'password' ${rule}`);
}

module.exports = { inputsOf, refuseWhatBcryptIgnores, secretOf };
