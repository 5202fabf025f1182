'use strict';

const { Blob } = require('node:buffer');
const { sizeOf } = require('../data/bytes.js');
const { routeOf } = require('../data/route.js');
const { hasTurnTime } = require('../data/turn-time.js');

/**
 * How the data of one call to decompress is read. Besides the routes to the thread pool:
 *
 * - `inline`: at once, on the event loop, where that costs the loop about what it costs to start a job, and the task is
 *   done sooner. The pool has to do it where more comes out than `decompress_small` of src/engine/codec/small.rs allows.
 * @typedef {'inline' | import('../data/route.js').Route} Route
 */

/**
 * @param {import('./request.js').DecompressRequest} request
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} job
 * @returns {Route}
 */
function decompressRouteOf({ inlineBytes }, data, job) {
  const isSmall = !(data instanceof Blob) && sizeOf(data) <= inlineBytes;
  return isSmall && !job.transfer && hasTurnTime() ? 'inline' : routeOf(data, job);
}

module.exports = { decompressRouteOf };
