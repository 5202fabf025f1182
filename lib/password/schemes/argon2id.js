'use strict';

const native = require('../../native.js');
const { integer } = require('../../options.js');
const { MAX_UINT32, MAX_LANES, MIN_MEMORY_A_LANE } = require('../argon2.js');
const { decode, encode } = require('../base64.js');

/** OWASP's minimum: 19 MiB and two passes. Memory is in KiB. */
const DEFAULTS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const CURRENT_VERSION = 19;
/** The version of hashes from before 2016, which do not name theirs. */
const FIRST_VERSION = 16;
const VARIANTS = { d: native.Argon2Variant.D, i: native.Argon2Variant.I, id: native.Argon2Variant.Id };

const ENCODED = new RegExp(
  '^\\$argon2(?<variant>id|i|d)(?:\\$v=(?<version>16|19))?' +
    '\\$m=(?<memory>[1-9]\\d{0,9}),t=(?<passes>[1-9]\\d{0,9}),p=(?<parallelism>[1-9]\\d{0,7})' +
    '(?:,keyid=[A-Za-z0-9+/]{0,11})?(?:,data=(?<data>[A-Za-z0-9+/]{0,43}))?' +
    '\\$(?<salt>[A-Za-z0-9+/]{11,64})\\$(?<key>[A-Za-z0-9+/]{6,171})$',
);

/** @typedef {typeof DEFAULTS & { variant: 'd' | 'i' | 'id', version: number }} Settings */

/**
 * @param {Record<string, any>} options
 * @returns {Settings}
 */
function settingsOf(options) {
  const parallelism =
    integer('options.parallelism', options.parallelism, 1, MAX_LANES) ?? DEFAULTS.parallelism;
  const memory =
    integer('options.memory', options.memory, MIN_MEMORY_A_LANE * parallelism, MAX_UINT32) ??
    Math.max(DEFAULTS.memory, MIN_MEMORY_A_LANE * parallelism);
  const passes = integer('options.passes', options.passes, 1, MAX_UINT32) ?? DEFAULTS.passes;
  const tagLength = integer('options.tagLength', options.tagLength, 16, 64) ?? DEFAULTS.tagLength;
  return { variant: 'id', version: CURRENT_VERSION, memory, passes, parallelism, tagLength };
}

/** @param {string} encoded */
function parse(encoded) {
  const found = ENCODED.exec(encoded)?.groups;
  if (found === undefined) return undefined;
  const [memory, passes, parallelism] = [found.memory, found.passes, found.parallelism].map(Number);
  const [salt, key, data] = [found.salt, found.key, found.data ?? ''].map(decode);
  if (salt === undefined || key === undefined || data === undefined) return undefined;
  if (
    memory > MAX_UINT32 ||
    passes > MAX_UINT32 ||
    parallelism > MAX_LANES ||
    memory < MIN_MEMORY_A_LANE * parallelism
  )
    return undefined;
  const variant = /** @type {Settings['variant']} */ (found.variant);
  const version = Number(found.version ?? FIRST_VERSION);
  const settings = { variant, version, memory, passes, parallelism, tagLength: key.length };
  return { settings, salt, key, data };
}

/**
 * @param {Settings} settings
 * @param {Uint8Array} salt
 * @param {Uint8Array} key
 */
function format({ variant, version, memory, passes, parallelism }, salt, key) {
  const cost = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2${variant}$v=${version}$${cost}$${encode(salt)}$${encode(key)}`;
}

/** @param {Settings} settings */
function derivation({ variant, version, memory, passes, parallelism, tagLength }) {
  return native.Derivation.argon2(VARIANTS[variant], version, memory, passes, parallelism, tagLength);
}

/** @param {Settings} settings */
function costs({ memory, passes }) {
  return { maxMemory: memory * 1024, maxPasses: passes };
}

module.exports = {
  name: 'argon2id',
  options: Object.keys(DEFAULTS),
  prefixes: { $argon2id$: 'argon2id', $argon2i$: 'argon2i', $argon2d$: 'argon2d' },
  takesSecret: true,
  settingsOf,
  parse,
  format,
  derivation,
  costs,
};
