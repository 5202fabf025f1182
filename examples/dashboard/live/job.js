'use strict';

const { MAX_ROWS, ordersAsJson } = require('../orders.js');

/**
 * What a request for the largest report costs: its digest, for an ETag, and its compression.
 * @param {import('../work/index.js').Work} work
 * @param {AbortSignal} signal
 * @returns {Promise<number>} bytes of the report
 */
async function heavyJob(work, signal) {
  // Bytes belong to the work that they are given to.
  await work.digest(['sha256'], ordersAsJson(MAX_ROWS), { signal });
  const json = ordersAsJson(MAX_ROWS);
  const { length } = json;
  await work.compress('br', json, { signal });
  return length;
}

module.exports = { heavyJob };
