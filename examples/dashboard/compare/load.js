'use strict';

const autocannon = require('autocannon');

const MEBIBYTE = 1024 * 1024;

/** Requests whose work keeps every core busy: each connection always has one under way. */
/** @type {Record<string, { path: string, connections: number } & Partial<import('autocannon').Options>>} */
const HEAVY = {
  report: { path: '/report?rows=20000', headers: { 'accept-encoding': 'br' }, connections: 12 },
  digest: {
    path: '/digest?algorithms=sha256,sha512',
    method: 'POST',
    body: Buffer.alloc(MEBIBYTE, 'offloop'),
    connections: 4,
  },
};

/**
 * Sends heavy requests for a while.
 * @param {string} url the demo's
 * @param {number} duration seconds
 * @returns {Promise<Record<string, { perSecond: number, latency: number, failures: number }>>} for each kind: good
 *   answers a second, their mean time in milliseconds, and how many were not good
 */
async function load(url, duration) {
  const results = await Promise.all(
    Object.values(HEAVY).map(({ path, ...request }) =>
      autocannon({ ...request, url: url + path, duration, timeout: 60 }),
    ),
  );
  return Object.fromEntries(Object.keys(HEAVY).map((kind, index) => [kind, summary(results[index])]));
}

function summary({ '2xx': good, non2xx, errors, timeouts, latency, duration }) {
  return { perSecond: good / duration, latency: latency.average, failures: non2xx + errors + timeouts };
}

module.exports = { load };

// Run as a program, in a process of its own, so that what it costs is not measured.
if (require.main === module) {
  load(process.argv[2], Number(process.argv[3])).then((result) => console.log(JSON.stringify(result)));
}
