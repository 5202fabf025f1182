'use strict';

const autocannon = require('autocannon');

const MEBIBYTE = 1024 * 1024;

/** Requests whose work keeps every core busy: each connection always has one under way. */
const HEAVY = [
  { path: '/report?rows=20000', headers: { 'accept-encoding': 'br' }, connections: 12 },
  {
    path: '/digest?algorithms=sha256,sha512',
    method: 'POST',
    body: Buffer.alloc(MEBIBYTE, 'offloop'),
    connections: 4,
  },
];

/**
 * Sends heavy requests for a while.
 * @param {string} url the demo's
 * @param {number} duration seconds
 * @returns {Promise<{ perSecond: number, failures: number, latency: number }>} good answers a second, others, and the
 *   mean time of a report in milliseconds
 */
async function load(url, duration) {
  const results = await Promise.all(
    HEAVY.map(({ path, ...request }) => autocannon({ ...request, url: url + path, duration, timeout: 60 })),
  );
  const good = results.reduce((sum, result) => sum + result['2xx'], 0);
  const failures = results.reduce((sum, result) => sum + result.non2xx + result.errors + result.timeouts, 0);
  return { perSecond: good / duration, failures, latency: results[0].latency.average };
}

module.exports = { load };

// Run as a program, it is a process of its own: what it costs is no part of what others measure.
if (require.main === module) {
  load(process.argv[2], Number(process.argv[3])).then((result) => console.log(JSON.stringify(result)));
}
