'use strict';

const native = require('../../native.js');
const { integer } = require('../../options.js');
const { decode, encode } = require('../base64.js');
const { checkCosts } = require('../scrypt.js');

/** OWASP's minimum: N = 2^17, r = 8 (128 MiB), p = 1. */
const DEFAULTS = { cost: 2 ** 17, blockSize: 8, parallelization: 1 };
const MAX = 2 ** 32 - 1;
/** Binary logarithm of the largest cost that a number of 32 bits holds. */
const MAX_LOG_COST = 31;
const KEY_LENGTH = 32;

const ENCODED = new RegExp(
  '^\\$scrypt\\$ln=(?<logCost>[1-9]\\d?),r=(?<blockSize>[1-9]\\d{0,9}),p=(?<parallelization>[1-9]\\d{0,9})' +
    '\\$(?<salt>[A-Za-z0-9+/]{0,86})\\$(?<key>[A-Za-z0-9+/]{14,171})$',
);

/** @typedef {typeof DEFAULTS & { keyLength: number }} Settings */

/**
 * @param {Record<string, any>} options
 * @returns {Settings}
 */
function settingsOf(options) {
  const cost = integer('options.cost', options.cost, 2, 2 ** MAX_LOG_COST) ?? DEFAULTS.cost;
  const blockSize = integer('options.blockSize', options.blockSize, 1, MAX) ?? DEFAULTS.blockSize;
  const parallelization =
    integer('options.parallelization', options.parallelization, 1, MAX) ?? DEFAULTS.parallelization;
  checkCosts(cost, blockSize, parallelization);
  return { cost, blockSize, parallelization, keyLength: KEY_LENGTH };
}

/** @param {string} encoded */
function parse(encoded) {
  const found = ENCODED.exec(encoded)?.groups;
  if (found === undefined) return undefined;
  const [logCost, blockSize, parallelization] = [found.logCost, found.blockSize, found.parallelization].map(
    Number,
  );
  const [salt, key] = [decode(found.salt), decode(found.key)];
  if (salt === undefined || key === undefined || logCost > MAX_LOG_COST) return undefined;
  if (logCost >= 16 * blockSize || blockSize * parallelization >= 2 ** 30) return undefined;
  const settings = { cost: 2 ** logCost, blockSize, parallelization, keyLength: key.length };
  return { settings, salt, key, data: undefined };
}

/**
 * @param {Settings} settings
 * @param {Uint8Array} salt
 * @param {Uint8Array} key
 */
function format({ cost, blockSize, parallelization }, salt, key) {
  const parameters = `ln=${Math.log2(cost)},r=${blockSize},p=${parallelization}`;
  return `$scrypt$${parameters}$${encode(salt)}$${encode(key)}`;
}

/** @param {Settings} settings */
function derivation({ cost, blockSize, parallelization, keyLength }) {
  return native.Derivation.scrypt(cost, blockSize, parallelization, keyLength);
}

/** @param {Settings} settings */
function costs({ cost, blockSize, parallelization }) {
  return { maxMemory: 128 * blockSize * (cost + parallelization), maxPasses: parallelization };
}

module.exports = {
  name: 'scrypt',
  options: Object.keys(DEFAULTS),
  prefixes: { $scrypt$: 'scrypt' },
  takesSecret: false,
  settingsOf,
  parse,
  format,
  derivation,
  costs,
};
