'use strict';

const { coded } = require('../errors.js');
const { integerOrInfinity } = require('../options.js');

/**
 * The most that the verification of one password may cost. The defaults allow several times the usual cost, which takes
 * some seconds.
 * @type {Record<string, number>}
 */
const LIMITS = { maxMemory: 256 << 20, maxPasses: 16, maxCost: 16 };

/**
 * @param {Record<string, any>} options
 * @returns {Record<string, number>}
 */
function limitsOf(options) {
  const limit = (/** @type {string} */ name) =>
    integerOrInfinity(`options.${name}`, options[name], 1) ?? LIMITS[name];
  return Object.fromEntries(Object.keys(LIMITS).map((name) => [name, limit(name)]));
}

/**
 * Throws where a hash would cost more than the limits allow, before any work is done.
 * @param {Record<string, number>} costs
 * @param {Record<string, number>} limits
 */
function checkBounds(costs, limits) {
  for (const [name, cost] of Object.entries(costs)) {
    if (cost <= limits[name]) continue;
    throw coded(
      'ERR_PASSWORD_HASH_TOO_COSTLY',
      `The encoded hash asks for ${cost}, more than ${name} allows (${limits[name]})`,
    );
  }
}

module.exports = { checkBounds, limitsOf };
