'use strict';

/**
 * What workers are made of.
 * @typedef {{ start(settings: import('../options/pool-options.js').PoolSettings, handlers: import('./thread.js').Handlers):
 *   import('./thread.js').Backing }} Kind
 */

/** @type {Record<string, () => Kind>} */
const KINDS = {
  process: () => require('./process.js'),
  thread: () => require('./thread.js'),
};

/**
 * @param {string} isolation
 * @returns {Kind}
 */
function kindOf(isolation) {
  return KINDS[isolation]();
}

module.exports = { kindOf };
