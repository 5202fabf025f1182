'use strict';

const { fromNative } = require('../errors.js');
const native = require('../native.js');
const { isolationUnavailable } = require('./start-error.js');

/**
 * Two connected sockets. Ours goes to a `net.Socket`, theirs to `start` in `inherit`; the
 * receiver closes each.
 * @returns {[ours: number, theirs: number]}
 */
function socketPair() {
  if (native.socketPair === undefined) throw isolationUnavailable(['platform']);
  try {
    const { ours, theirs } = native.socketPair();
    return [ours, theirs];
  } catch (failure) {
    throw fromNative(failure);
  }
}

module.exports = { socketPair };
