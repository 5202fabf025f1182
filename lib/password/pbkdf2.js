'use strict';

const { bytesOf } = require('../data/bytes.js');
const { promiseFunction } = require('../job.js');
const native = require('../native.js');
const { MAX_INT32, optionsOf, requiredInteger, signalOf } = require('../options.js');
const { derive, keyLengthOf } = require('./derive.js');
const { macOf } = require('./macs.js');

/** @type {(...args: Parameters<typeof import('../../index.d.ts').pbkdf2>) => Promise<Buffer>} */
async function pbkdf2(password, salt, iterations, keylen, digest, options) {
  const mac = macOf(digest);
  const inputs = [bytesOf('password', password), bytesOf('salt', salt)];
  const rounds = requiredInteger('iterations', iterations, 1, MAX_INT32);
  const derivation = native.Derivation.pbkdf2(mac.number, rounds, keyLengthOf(keylen));
  const job = { signal: signalOf(optionsOf('pbkdf2', options).signal) };
  return derive({ operation: 'pbkdf2', digest: mac.name, iterations }, derivation, inputs, job);
}

module.exports = { pbkdf2: promiseFunction(pbkdf2) };
