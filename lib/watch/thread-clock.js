'use strict';

const { performance } = require('node:perf_hooks');
const { monotonic } = require('../clock.js');

const now = performance.now.bind(performance);
/** From performance.now() to the monotonic clock. */
const offset = monotonic() - now();

let last = -Infinity;

/**
 * Milliseconds of the monotonic clock, by the cheapest way that node has: each request pays for it.
 */
function readClock() {
  last = now() + offset;
  return last;
}

/** What this thread has read last: a time before all that it does now. */
function lastRead() {
  return last;
}

module.exports = { lastRead, readClock };
