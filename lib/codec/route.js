'use strict';

const { Blob } = require('node:buffer');
const { sizeOf } = require('../data/bytes.js');
const { hasTurnTime } = require('../data/turn-time.js');

/**
 * Whether a call to decompress may be done at once, on the event loop, where that costs the loop about what it costs to start
 * a job, and the task is done sooner. The pool has to do it where more comes out than `decompress_small` of
 * src/engine/codec/small.rs allows.
 * @param {import('./request.js').DecompressRequest} request
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} job
 */
function mayBeInline({ inlineBytes }, data, job) {
  return !(data instanceof Blob) && sizeOf(data) <= inlineBytes && !job.transfer && hasTurnTime();
}

module.exports = { mayBeInline };
