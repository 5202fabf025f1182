'use strict';

const { randomBytes, timingSafeEqual } = require('node:crypto');
const { MAX_LANES, MAX_UINT32, MIN_MEMORY_A_LANE, MIN_NONCE } = require('../../password/argon2.js');
const { derivation, format, parse } = require('../../password/schemes/argon2id.js');
const { deriving, isIntegerWithin, smallBytes } = require('../inputs.js');

/** @typedef {import('../replace.js').Plan} Plan */

/**
 * What a call asks for, with the names of RFC 9106.
 * @typedef {{ variant: 'd' | 'i' | 'id', version: number, memory: number, passes: number, parallelism: number,
 *   tagLength: number, salt: Buffer, secret: string | Uint8Array }} Request
 */

/**
 * @param {unknown} password
 * @param {Request} request
 */
function derive(password, { salt, secret, ...settings }) {
  const bytes = password === '' ? '' : smallBytes(password);
  const { memory, passes, parallelism, tagLength, version } = settings;
  if (bytes === undefined || salt.length < MIN_NONCE || ![0x10, 0x13].includes(version)) return undefined;
  if (!isIntegerWithin(parallelism, 1, MAX_LANES) || !isIntegerWithin(tagLength, 4, 2 ** 16))
    return undefined;
  if (!isIntegerWithin(memory, MIN_MEMORY_A_LANE * parallelism, MAX_UINT32)) return undefined;
  if (!isIntegerWithin(passes, 1, MAX_UINT32)) return undefined;
  return deriving('argon2', derivation(settings), [bytes, salt, secret, '']);
}

/**
 * Whether a password is that of an encoded hash.
 * @param {unknown} encoded
 * @param {unknown} password
 * @param {unknown} secret
 */
function verify(encoded, password, secret = '') {
  const parsed = typeof encoded === 'string' ? parse(encoded) : undefined;
  const key = secret === '' ? '' : smallBytes(secret);
  if (parsed === undefined || key === undefined || parsed.data.length > 0) return undefined;
  const work = derive(password, { ...parsed.settings, salt: parsed.salt, secret: key });
  return work && (async () => timingSafeEqual(await work(), parsed.key));
}

/**
 * The request of a call's options; undefined where one is unknown, or of a type that the package would read in its own way.
 * @param {any} options
 * @param {Record<string, any>} defaults
 */
function optionsOf(options, defaults) {
  if (options !== undefined && options !== null && Object.getPrototypeOf(options) !== Object.prototype)
    return undefined;
  for (const name of Object.keys(options ?? {})) if (!(name in defaults)) return undefined;
  const { salt, secret, ...numbers } = { ...defaults, ...options };
  const key = secret === undefined ? '' : smallBytes(secret);
  if (key === undefined || (salt !== undefined && !Buffer.isBuffer(salt))) return undefined;
  return { ...numbers, salt: salt === undefined ? randomBytes(16) : Buffer.from(salt), secret: key };
}

const ARGON2 = {
  hashLength: 32,
  memoryCost: 1 << 16,
  parallelism: 4,
  timeCost: 3,
  type: 2,
  version: 0x13,
  raw: false,
  salt: undefined,
  secret: undefined,
};
const VARIANTS = /** @type {const} */ (['d', 'i', 'id']);

/** Of the package `argon2`. @type {Record<string, Plan>} */
const argon2 = {
  hash([password, options, ...rest]) {
    const given = rest.length === 0 ? optionsOf(options, ARGON2) : undefined;
    if (given === undefined || !(given.type in VARIANTS)) return undefined;
    const { hashLength: tagLength, memoryCost: memory, timeCost: passes, parallelism, version, salt } = given;
    const settings = { variant: VARIANTS[given.type], version, memory, passes, parallelism, tagLength };
    const work = derive(password, { ...settings, salt, secret: given.secret });
    if (work === undefined || given.raw) return work;
    return async () => format(settings, salt, await work());
  },
  verify([digest, password, options, ...rest]) {
    const given = rest.length === 0 ? optionsOf(options, { secret: undefined }) : undefined;
    return given && verify(digest, password, given.secret);
  },
};

const NODE_RS = {
  memoryCost: 19_456,
  timeCost: 2,
  outputLen: 32,
  parallelism: 1,
  algorithm: 2,
  version: 1,
  salt: undefined,
  secret: undefined,
};
const VERSIONS = [0x10, 0x13];

/** @param {any[]} args */
function nodeRsRequest([password, options, ...rest]) {
  const given = rest.length === 0 ? optionsOf(options, NODE_RS) : undefined;
  if (given === undefined || !(given.algorithm in VARIANTS) || !(given.version in VERSIONS)) return undefined;
  const { memoryCost: memory, timeCost: passes, outputLen: tagLength, parallelism, salt, secret } = given;
  const version = VERSIONS[given.version];
  const settings = { variant: VARIANTS[given.algorithm], version, memory, passes, parallelism, tagLength };
  const work = derive(password, { ...settings, salt, secret });
  return work && { work, settings, salt };
}

/** Of `@node-rs/argon2`. @type {Record<string, Plan>} */
const nodeRsArgon2 = {
  hash(args) {
    const request = nodeRsRequest(args);
    if (request === undefined) return undefined;
    const { work, settings, salt } = request;
    return async () => format(settings, salt, await work());
  },
  hashRaw: (args) => nodeRsRequest(args)?.work,
  verify([hashed, password, options, ...rest]) {
    const given = rest.length === 0 ? optionsOf(options, { secret: undefined }) : undefined;
    return given && verify(hashed, password, given.secret);
  },
};

module.exports = { argon2, nodeRsArgon2 };
