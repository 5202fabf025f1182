'use strict';

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BCRYPT = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Base64 without padding, as in PHC strings.
 * @param {Uint8Array} bytes
 */
function encode(bytes) {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

/**
 * The reverse of `encode`; undefined for text that `encode` does not return.
 * @param {string} text
 */
function decode(text) {
  const bytes = Buffer.from(text, 'base64');
  return encode(bytes) === text ? bytes : undefined;
}

/**
 * As `encode`, with bcrypt's alphabet.
 * @param {Uint8Array} bytes
 */
function encodeBcrypt(bytes) {
  return translate(encode(bytes), STANDARD, BCRYPT);
}

/**
 * The reverse of `encodeBcrypt`. Surplus bits at the end are ignored: old salts have some.
 * @param {string} text
 */
function decodeBcrypt(text) {
  return Buffer.from(translate(text, BCRYPT, STANDARD), 'base64');
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function translate(text, from, to) {
  return Array.from(text, (letter) => to[from.indexOf(letter)]).join('');
}

module.exports = { decode, decodeBcrypt, encode, encodeBcrypt };
