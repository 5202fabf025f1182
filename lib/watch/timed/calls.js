'use strict';

const { framesOf, trace } = require('../frames.js');
const { lastRead, readClock } = require('../thread-clock.js');
const { invoke } = require('./disguise.js');

/** @typedef {import('../watcher/causes.js').TimedCall} TimedCall */
/** @typedef {Pick<import('./table.js').Timed, 'size' | 'isShort' | 'isQuick'>} Timed */

/** Calls that are kept for the next stall. */
const MOST_CALLS = 200;
const MOST_FRAMES = 40;
/** So many short calls in a row, and the clock is no longer read before calls of which most are short. */
const EXACT_CALLS = 1000;
/** To make a character of text takes less, in milliseconds. */
const LONGEST_CHARACTER = 20e-6;

/** The calls of one thread that took long. */
class TimedCalls {
  /** Calls from this time on are kept, in milliseconds. */
  shortest = 5;
  /** How many calls follow of which the clock is read also before it is known whether they are short. */
  #exact = EXACT_CALLS;
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
      /** @type {Function | undefined} */ newTarget = undefined,
    ) => {
      if (this.#isInside || isShort?.(args, self)) return invoke(target, self, args, newTarget);
      this.#isInside = true;
      const start = readClock();
      let result;
      try {
        result = invoke(target, self, args, newTarget);
        return result;
      } finally {
        this.#isInside = false;
        const isShortNow = isQuick?.(result);
        if (isShortNow) this.#exact -= 1;
        const end = isShortNow ? start : readClock();
        if (end - start >= this.shortest) this.#keep(name, size?.(args, result, self), start, end);
      }
    };
  }

  get isExact() {
    return this.#exact > 0;
  }

  /**
   * A text was made, and the clock not read before: the first one, after many short ones, that may have taken long. Its time is no
   * longer than that since the clock was read last; those of the next ones are measured.
   * @param {string} name
   * @param {number} size characters
   */
  onText(name, size) {
    const longest = size * LONGEST_CHARACTER;
    if (longest < this.shortest || this.#isInside) return;
    this.#exact = EXACT_CALLS;
    const before = lastRead();
    const end = readClock();
    const start = Math.max(before, end - longest);
    if (end - start >= this.shortest) this.#keep(name, size, start, end);
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
    this.#calls.push({ name, size, start, end, frames, request });
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
