'use strict';

const { PerformanceObserver, performance } = require('node:perf_hooks');
const { monotonic } = require('../clock.js');

/** Entries that are kept for the next stall. */
const MOST = 100;
/** Shorter collections are forgotten, in milliseconds. */
const SHORTEST = 1;

/** Garbage collections of this thread, from node's performance entries. */
class Collections {
  /** @type {{ start: number, end: number }[]} */
  #entries = [];
  #observer = new PerformanceObserver((list) => this.#keep(list.getEntries()));

  start() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  stop() {
    this.#observer.disconnect();
  }

  /** @param {import('node:perf_hooks').PerformanceEntry[]} entries */
  #keep(entries) {
    const offset = monotonic() - performance.now();
    for (const { startTime, duration } of entries) {
      if (duration < SHORTEST) continue;
      const start = startTime + offset;
      this.#entries.push({ start, end: start + duration });
    }
    this.#entries.splice(0, this.#entries.length - MOST);
  }

  /**
   * The collections within a time, also of those that node has not yet given to the observer.
   * @param {number} start
   * @param {number} end
   */
  within(start, end) {
    this.#keep(this.#observer.takeRecords());
    return this.#entries.filter((entry) => entry.start < end && entry.end > start);
  }
}

module.exports = { Collections };
