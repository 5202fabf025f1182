'use strict';

const { End, sockets } = require('./pair.js');
const { arenaPair } = require('./arena-pair.js');

/**
 * A channel, and the bare socket at its other end, which may send anything.
 * @param {object} [options] of the channel
 */
function rawEnd(options = {}) {
  const [ours, theirs] = sockets();
  const [, receive] = arenaPair();
  theirs.on('error', () => {});
  theirs.resume();
  return { end: new End(ours, { receive, ...options }), theirs };
}

module.exports = { rawEnd };
