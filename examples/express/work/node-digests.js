'use strict';

const { createHash, getHashes } = require('node:crypto');

/** A hash for each name. Throws what offloop rejects with, where node lacks one. */
function openHashes(algorithms) {
  const known = getHashes();
  return Object.fromEntries(
    algorithms.map((name) => {
      if (!known.includes(name)) {
        throw Object.assign(new TypeError(`Invalid digest: ${name}`), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
      }
      return [name, createHash(name)];
    }),
  );
}

function update(hashes, bytes) {
  for (const hash of Object.values(hashes)) hash.update(bytes);
}

function hexOf(hashes) {
  return Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [name, hash.digest('hex')]));
}

module.exports = { hexOf, openHashes, update };
