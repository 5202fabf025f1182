'use strict';

const { loadPeer } = require('../peer.js');

/**
 * @param {string} user the function or class that needs it
 * @returns {typeof import('bullmq')}
 */
function loadBullmq(user) {
  return loadPeer('bullmq', user, () => require('bullmq'));
}

module.exports = { loadBullmq };
