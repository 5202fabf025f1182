'use strict';

const { Blob } = require('node:buffer');
const { sizeOf } = require('../data/bytes.js');
const { isShared, routeOf } = require('../data/route.js');
const { isOneSlice } = require('../data/loop-budget.js');

/**
 * Size, in bytes, above which data is digested while it is copied. A copy of the whole would need new memory for each
 * call, which the system provides page by page.
 */
const PIPELINED_ABOVE = 32 << 20;

/** Nanoseconds that a call takes besides the digest, and those of a digest of as much data as is digested inline. */
const CALL_TIME = 500;
const INLINE_TIME = 10_000;

/**
 * How the data of one digest is read. Besides the routes to the thread pool:
 *
 * - `inline`: at once, on the event loop, where that costs the loop less than to start a job.
 * - `sliced`: on the event loop, slice by slice. For algorithms that are as fast as the copy that a job would need;
 *   where a job would need none, the pool is the better place.
 * @typedef {'inline' | 'sliced' | import('../data/route.js').Route} Route
 */

/**
 * @param {ReturnType<typeof import('./request.js').hashRequest>} request
 * @param {string | Uint8Array | Blob} data
 * @returns {Route}
 */
function hashRouteOf({ row, outputLength, job }, data) {
  if (!job.transfer && !(data instanceof Blob)) {
    if (sizeOf(data) + outputLength <= row.inlineBytes) return 'inline';
    // A long output may take any time.
    const isQuick = row.quick && outputLength <= row.inlineBytes;
    if (isQuick && (isOneSlice(data) || !isShared(data))) return 'sliced';
  }
  return poolRouteOf(data, job);
}

/**
 * About how many nanoseconds an inline digest takes the event loop. The loop has no clock to look at that would cost
 * little beside the smallest.
 * @param {ReturnType<typeof import('./request.js').hashRequest>} request
 * @param {string | Uint8Array} data
 */
function inlineTimeOf({ row, outputLength }, data) {
  return (CALL_TIME + (INLINE_TIME * (sizeOf(data) + outputLength)) / row.inlineBytes) | 0;
}

/**
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} job
 */
function poolRouteOf(data, job) {
  return routeOf(data, job, PIPELINED_ABOVE);
}

module.exports = { hashRouteOf, inlineTimeOf, poolRouteOf };
