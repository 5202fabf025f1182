'use strict';

// What has jobs on libuv's threads, besides zlib, and is followed from its start to its end. Functions of fs are not: there
// are too many calls of them, and they rarely have a thread for long.

/**
 * A group of functions.
 * @typedef {object} Starting
 * @property {() => object} holder
 * @property {RegExp} names of its functions
 * @property {string} label before the name
 */

/** @type {Starting[]} */
const STARTING = [
  {
    holder: () => require('node:crypto'),
    names:
      /^(pbkdf2|scrypt|hkdf|argon2|generateKey|generateKeyPair|generatePrime|checkPrime|sign|verify|randomBytes|randomFill)$/,
    label: 'crypto.',
  },
  {
    holder: () => Object.getPrototypeOf(require('node:crypto').webcrypto.subtle),
    names: /^(deriveBits|deriveKey|digest|encrypt|decrypt|generateKey|sign|verify)$/,
    label: 'crypto.subtle.',
  },
  { holder: () => require('node:dns'), names: /^(lookup|lookupService)$/, label: 'dns.' },
];

/** Native packages, with the names that users know, whose functions with a callback or a promise have one of libuv's threads as long as they work. */
const PACKAGES = new Map([
  ['bcrypt', 'bcrypt'],
  ['argon2', 'argon2'],
  ['@node-rs/bcrypt', '@node-rs/bcrypt'],
  ['@node-rs/argon2', '@node-rs/argon2'],
  ['@img/sharp', 'sharp'],
  ['sharp', 'sharp'],
]);

module.exports = { PACKAGES, STARTING };
