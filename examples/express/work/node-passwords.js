'use strict';

const { randomBytes, timingSafeEqual } = require('node:crypto');

/** OWASP's minimum for scrypt, the only one of its list that Node 20 has. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
const PREFIX = '$scrypt$ln=17,r=8,p=1$';
const KEY_LENGTH = 32;

/**
 * Passwords through node:crypto's scrypt, as strings that offloop reads too.
 * @param {(password: string, salt: Buffer, length: number, cost: object) => Buffer | Promise<Buffer>} scrypt
 */
function passwords(scrypt) {
  return {
    async hashPassword(password) {
      const salt = randomBytes(16);
      const key = await scrypt(password, salt, KEY_LENGTH, COST);
      return `${PREFIX}${encode(salt)}$${encode(key)}`;
    },
    async verifyPassword(password, encoded) {
      const [salt, key] = encoded
        .slice(PREFIX.length)
        .split('$')
        .map((part) => Buffer.from(part, 'base64'));
      return timingSafeEqual(await scrypt(password, salt, KEY_LENGTH, COST), key);
    },
  };
}

function encode(bytes) {
  return bytes.toString('base64').replaceAll('=', '');
}

module.exports = { passwords };
