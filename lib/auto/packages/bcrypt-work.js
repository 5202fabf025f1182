'use strict';

const { randomBytes, timingSafeEqual } = require('node:crypto');
const native = require('../../native.js');
const { decodeBcrypt, encodeBcrypt } = require('../../password/base64.js');
const { deriving, isIntegerWithin, smallBytes } = require('../inputs.js');

/** Of which bcrypt uses every byte. Where a package cuts a longer one, or one with a zero byte, it is left to do so. */
const MOST = 72;
const COSTS = [4, 31];
/** A salt with its prefix, and a hash. `$2x$` and the like are left to the packages. */
const SALT = /^\$2(?<minor>[aby])\$(?<cost>0[4-9]|[12]\d|3[01])\$(?<salt>[./A-Za-z0-9]{22})$/;
const KEY = /^[./A-Za-z0-9]{31}$/;
const SALT_END = 29;

/**
 * A password that every implementation of bcrypt reads in the same way; undefined for others.
 * @param {unknown} password
 */
function passwordOf(password) {
  const bytes = password === '' ? '' : smallBytes(password);
  if (bytes === undefined || Buffer.byteLength(bytes) > MOST) return undefined;
  return bytes.includes(/** @type {never} */ (typeof bytes === 'string' ? '\0' : 0)) ? undefined : bytes;
}

/**
 * Hashes a password with a salt as `$2b$10$…`.
 * @param {unknown} password
 * @param {unknown} salt
 * @param {string} minors those that the package accepts
 */
function hashWithSalt(password, salt, minors) {
  const bytes = passwordOf(password);
  const found = typeof salt === 'string' ? SALT.exec(salt)?.groups : undefined;
  if (bytes === undefined || found === undefined || !minors.includes(found.minor)) return undefined;
  const raw = decodeBcrypt(found.salt);
  // Surplus bits at the end of a salt are treated in several ways.
  if (encodeBcrypt(raw) !== found.salt) return undefined;
  const work = deriving('bcrypt', native.Derivation.bcrypt(Number(found.cost)), [bytes, raw]);
  return async () => salt + encodeBcrypt(await work());
}

/**
 * Hashes a password with a new salt.
 * @param {unknown} password
 * @param {unknown} cost
 */
function hashWithCost(password, cost) {
  if (!isIntegerWithin(cost, COSTS[0], COSTS[1])) return undefined;
  const salt = `$2b$${String(cost).padStart(2, '0')}$${encodeBcrypt(randomBytes(16))}`;
  return hashWithSalt(password, salt, 'b');
}

/**
 * Whether a password is that of a hash.
 * @param {unknown} password
 * @param {unknown} hash
 * @param {string} minors
 */
function compare(password, hash, minors) {
  if (typeof hash !== 'string' || !KEY.test(hash.slice(SALT_END))) return undefined;
  const work = hashWithSalt(password, hash.slice(0, SALT_END), minors);
  if (work === undefined) return undefined;
  return async () => timingSafeEqual(Buffer.from(String(await work())), Buffer.from(hash));
}

module.exports = { compare, hashWithCost, hashWithSalt };
