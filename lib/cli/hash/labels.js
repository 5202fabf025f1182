'use strict';

const { ROWS, algorithmOf } = require('../../hash/algorithms.js');

/** @type {Record<string, string>} */
const LABELS = { blake2b512: 'BLAKE2b', blake2s256: 'BLAKE2s' };
const NAMES = new Map(ROWS.map(({ name }) => [labelOf(name), name]));

/**
 * What an algorithm is called in lines with a tag.
 * @param {string} name
 */
function labelOf(name) {
  return LABELS[name] ?? name.toUpperCase();
}

/**
 * The algorithm that a tag means. OpenSSL says SHA2-256.
 * @param {string} label
 * @returns {string | undefined}
 */
function nameOfLabel(label) {
  const known = NAMES.get(label);
  if (known !== undefined) return known;
  try {
    return algorithmOf(label.replace(/^SHA2-/, 'SHA')).name;
  } catch {
    return undefined;
  }
}

module.exports = { labelOf, nameOfLabel };
