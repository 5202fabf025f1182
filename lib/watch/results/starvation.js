'use strict';

const { threadId } = require('node:worker_threads');
const { monotonic } = require('../../clock.js');
const { codePlace } = require('./stall.js');

/** @typedef {import('../../../types/watch.js').Starvation} Starvation */

/**
 * Starvation as users get it, of the watcher's answer.
 * @param {import('../starvation/probe.js').Taken} taken
 * @param {import('../watcher/holders.js').Holder[]} holders the largest first; none where the watcher has failed
 * @returns {Starvation}
 */
function starvationOf({ start, end, threads, waiting }, holders) {
  return {
    start: Date.now() - (monotonic() - start),
    duration: end - start,
    threads,
    waiting,
    holders: holders.map(({ name, time, jobs, place }) => ({
      name,
      time,
      jobs,
      at: place?.at && codePlace(place.at),
      inside: place?.inside && codePlace(place.inside),
      stack: place?.stack.map(codePlace) ?? [],
    })),
    thread: threadId,
    pid: process.pid,
  };
}

module.exports = { starvationOf };
