'use strict';

const { types } = require('node:util');
const { bytesOf, sizeOf } = require('../data/bytes.js');
const { coded, outOfRange } = require('../errors.js');
const { promiseFunction } = require('../job.js');
const native = require('../native.js');
const { optionsOf, signalOf } = require('../options.js');
const { derive, keyLengthOf } = require('./derive.js');
const { macOf } = require('./macs.js');

/** The same limit as in node:crypto. The standard has none. */
const MAX_INFO = 1024;
/** The greatest length of a key, in digests (RFC 5869). */
const MAX_DIGESTS = 255;

/** @type {(...args: Parameters<typeof import('../../index.d.ts').hkdf>) => Promise<Buffer>} */
async function hkdf(digest, ikm, salt, info, keylen, options) {
  const mac = macOf(digest);
  const inputs = [bytesOf('ikm', keyOf(ikm)), bytesOf('salt', salt), infoOf(info)];
  const length = keyLengthOf(keylen);
  if (length > MAX_DIGESTS * mac.outputLength) {
    throw coded('ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  }
  const job = { signal: signalOf(optionsOf('hkdf', options).signal) };
  return derive(
    { operation: 'hkdf', digest: mac.name },
    native.Derivation.hkdf(mac.number, length),
    inputs,
    job,
  );
}

/** @param {any} ikm */
function keyOf(ikm) {
  return types.isKeyObject(ikm) && ikm.type === 'secret' ? ikm.export() : ikm;
}

/** @param {unknown} info */
function infoOf(info) {
  const bytes = bytesOf('info', info);
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : sizeOf(bytes);
  if (size > MAX_INFO) throw outOfRange('info', `at most ${MAX_INFO} bytes long`, size);
  return bytes;
}

module.exports = { hkdf: promiseFunction(hkdf) };
