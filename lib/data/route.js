'use strict';

const { Blob } = require('node:buffer');
const { types } = require('node:util');
const { sizeOf } = require('./bytes.js');
const { isOneSlice } = require('./loop-budget.js');

/**
 * How the data of one input comes to the thread pool.
 *
 * - `copied`: by one native call, which copies it. At most what one turn of the event loop may copy.
 * - `pipelined`: slice by slice, and jobs work on the first slices while later ones are copied. The size from which on
 *   this pays is the operation's own.
 * - `gathered`: as a whole, before the job starts: copied slice by slice, read from a Blob, or used where it is because
 *   the caller gives it up or shares it.
 * @typedef {'copied' | 'pipelined' | 'gathered'} Route
 */

/**
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 * @param {number} [pipelinedAbove] size above which the operation works on data that is still being copied; without it,
 *   the operation cannot
 * @returns {Route}
 */
function routeOf(data, { transfer }, pipelinedAbove = Infinity) {
  if (data instanceof Blob) return sizeOf(data) > pipelinedAbove && !transfer ? 'pipelined' : 'gathered';
  // Text has no memory of its own that a caller could give up.
  if (typeof data !== 'string' && transfer) return 'gathered';
  if (isOneSlice(data)) return 'copied';
  if (transfer || isShared(data)) return 'gathered';
  return sizeOf(data) > pipelinedAbove ? 'pipelined' : 'gathered';
}

/** Whether other threads may use the memory too. @param {string | Uint8Array} data */
function isShared(data) {
  return typeof data !== 'string' && types.isSharedArrayBuffer(data.buffer);
}

module.exports = { isShared, routeOf };
