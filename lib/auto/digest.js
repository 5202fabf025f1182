'use strict';

const { subtle } = require('node:crypto').webcrypto;
const { hash } = require('../hash/index.js');
const { MAX_INT32 } = require('../options.js');
const { arrayBufferOf, bytesWithin, isPlain } = require('./inputs.js');
const { replace } = require('./replace.js');

/** The digests of the Web Cryptography API, by its names in capitals. */
const DIGESTS = new Map(['1', '256', '384', '512'].map((size) => [`SHA-${size}`, `sha${size}`]));
const NAMED = new Set(['name']);

/** @type {import('./replace.js').Plan} */
function digest(args, self) {
  const [algorithm, data] = args;
  const name = isPlain(algorithm, NAMED) ? algorithm.name : algorithm;
  const ours = typeof name === 'string' ? DIGESTS.get(name.toUpperCase()) : undefined;
  const bytes = bytesWithin(data, MAX_INT32);
  if (self !== subtle || ours === undefined || bytes === undefined) return undefined;
  return async () => {
    // As node does: the program may change its data as soon as the call has returned.
    const copy = bytes.slice();
    args[1] = copy;
    return arrayBufferOf(await hash(ours, copy, { transfer: true, encoding: 'buffer' }));
  };
}

/** Replaces `crypto.subtle.digest`. */
function replaceDigest() {
  return replace(Object.getPrototypeOf(subtle), 'digest', 'crypto.subtle.digest', digest, null);
}

module.exports = { replaceDigest };
