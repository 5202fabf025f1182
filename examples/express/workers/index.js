'use strict';

/**
 * The pools, where offloop does the work: node has nothing to compare them with.
 * @param {{ mode: string }} settings
 */
function loadPools({ mode }) {
  return mode === 'offloop' ? require('./pools.js').createPools() : undefined;
}

module.exports = { loadPools };
