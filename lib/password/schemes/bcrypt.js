'use strict';

const native = require('../../native.js');
const { integer } = require('../../options.js');
const { decodeBcrypt, encodeBcrypt } = require('../base64.js');

/** Binary logarithm of the rounds. OWASP's minimum is 10. */
const DEFAULTS = { cost: 12 };
const MIN_COST = 4;
const MAX_COST = 31;

/** `$2x$` is not accepted: it marks hashes of an implementation that misread bytes over 127. */
const ENCODED =
  /^\$2[aby]\$(?<cost>0[4-9]|[12]\d|3[01])\$(?<salt>[./A-Za-z0-9]{22})(?<key>[./A-Za-z0-9]{31})$/;

/** @typedef {typeof DEFAULTS} Settings */

/**
 * @param {Record<string, any>} options
 * @returns {Settings}
 */
function settingsOf(options) {
  return { cost: integer('options.cost', options.cost, MIN_COST, MAX_COST) ?? DEFAULTS.cost };
}

/** @param {string} encoded */
function parse(encoded) {
  const found = ENCODED.exec(encoded)?.groups;
  if (found === undefined) return undefined;
  const [salt, key] = [decodeBcrypt(found.salt), decodeBcrypt(found.key)];
  return { settings: { cost: Number(found.cost) }, salt, key, data: undefined };
}

/**
 * @param {Settings} settings
 * @param {Uint8Array} salt
 * @param {Uint8Array} key
 */
function format({ cost }, salt, key) {
  return `$2b$${String(cost).padStart(2, '0')}$${encodeBcrypt(salt)}${encodeBcrypt(key)}`;
}

/** @param {Settings} settings */
function derivation({ cost }) {
  return native.Derivation.bcrypt(cost);
}

/** @param {Settings} settings */
function costs({ cost }) {
  return { maxCost: cost };
}

module.exports = {
  name: 'bcrypt',
  options: Object.keys(DEFAULTS),
  prefixes: { $2a$: 'bcrypt', $2b$: 'bcrypt', $2y$: 'bcrypt' },
  takesSecret: false,
  settingsOf,
  parse,
  format,
  derivation,
  costs,
};
