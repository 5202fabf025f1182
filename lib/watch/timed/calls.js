'use strict';

const { performance } = require('node:perf_hooks');
const { monotonic } = require('../../clock.js');
const { framesOf, trace } = require('../frames.js');
const { invoke } = require('./disguise.js');

/** @typedef {import('../watcher/causes.js').TimedCall} TimedCall */
/** @typedef {Pick<import('./table.js').Timed, 'size' | 'isShort' | 'isQuick'>} Timed */

/** Calls that are kept for the next stall. */
const MOST_CALLS = 200;
const MOST_FRAMES = 40;

const now = performance.now.bind(performance);

/** The calls of one thread that took long. */
class TimedCalls {
  /** Calls from this time on are kept, in milliseconds. */
  shortest = 5;
  /** From performance.now() to the monotonic clock. */
  #offset = monotonic() - now();
  /** Only the outermost of nested calls is timed. */
  #isInside = false;
  /** @type {TimedCall[]} */
  #calls = [];
  #currentRequest;

  /** @param {() => TimedCall['request']} currentRequest for which a call is made */
  constructor(currentRequest) {
    this.#currentRequest = currentRequest;
  }

  /**
   * What a wrapper does.
   * @param {Timed} timed
   * @param {string} name
   */
  timing({ size, isShort, isQuick }, name) {
    return (
      /** @type {Function} */ target,
      /** @type {unknown} */ self,
      /** @type {unknown[]} */ args,
      /** @type {Function | undefined} */ newTarget,
    ) => {
      if (this.#isInside || isShort?.(args, self)) return invoke(target, self, args, newTarget);
      this.#isInside = true;
      const start = now();
      let result;
      try {
        result = invoke(target, self, args, newTarget);
        return result;
      } finally {
        this.#isInside = false;
        const end = isQuick?.(result) ? start : now();
        if (end - start >= this.shortest) this.#keep(name, size?.(args, result, self), start, end);
      }
    };
  }

  /**
   * @param {string} name
   * @param {number | undefined} size
   * @param {number} start
   * @param {number} end
   */
  #keep(name, size, start, end) {
    if (this.#calls.length === MOST_CALLS) this.#calls.shift();
    const frames = framesOf(trace(MOST_FRAMES));
    const request = this.#currentRequest();
    this.#calls.push({ name, size, start: start + this.#offset, end: end + this.#offset, frames, request });
  }

  /**
   * Takes the calls that ended after a time, and forgets the others.
   * @param {number} start
   */
  take(start) {
    const found = this.#calls.filter(({ end }) => end > start);
    this.#calls = [];
    return found;
  }
}

module.exports = { TimedCalls };
