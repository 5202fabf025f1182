'use strict';

const { randomBytes } = require('node:crypto');
const { isDeepStrictEqual } = require('node:util');
const { bytesOf } = require('../data/bytes.js');
const { optionsOf, signalOf } = require('../options.js');
const { checkBounds, limitsOf } = require('./bounds.js');
const { derive, matches } = require('./derive.js');
const { inputsOf, refuseWhatBcryptIgnores, secretOf } = require('./inputs.js');
const { parseEncoded, schemeOf } = require('./schemes/index.js');

const SALT_LENGTH = 16;

/** @type {typeof import('../../index.d.ts').hashPassword} */
async function hashPassword(password, options) {
  const given = optionsOf('hashPassword', options);
  const scheme = schemeOf(given);
  const settings = scheme.settingsOf(given);
  const bytes = bytesOf('password', password);
  if (scheme.name === 'bcrypt') refuseWhatBcryptIgnores(bytes);
  const salt = randomBytes(SALT_LENGTH);
  const inputs = inputsOf(scheme, bytes, salt, secretOf(scheme, given));
  const context = { operation: 'hashPassword', algorithm: scheme.name };
  const key = await derive(context, scheme.derivation(settings), inputs, { signal: signalOf(given.signal) });
  return scheme.format(settings, salt, key);
}

/** @type {typeof import('../../index.d.ts').verifyPassword} */
async function verifyPassword(password, encoded, options) {
  const given = optionsOf('verifyPassword', options);
  const limits = limitsOf(given);
  const bytes = bytesOf('password', password);
  const { scheme, name, settings, salt, key, data } = parseEncoded(encoded);
  checkBounds(scheme.costs(settings), limits);
  const inputs = inputsOf(scheme, bytes, salt, secretOf(scheme, given), data);
  const context = { operation: 'verifyPassword', algorithm: name };
  return matches(context, scheme.derivation(settings), inputs, key, { signal: signalOf(given.signal) });
}

/** @type {typeof import('../../index.d.ts').needsRehash} */
function needsRehash(encoded, options) {
  const given = optionsOf('needsRehash', options);
  const wanted = schemeOf(given);
  const settings = wanted.settingsOf(given);
  const found = parseEncoded(encoded);
  return (
    found.scheme !== wanted || found.salt.length < SALT_LENGTH || !isDeepStrictEqual(found.settings, settings)
  );
}

module.exports = { hashPassword, verifyPassword, needsRehash };
