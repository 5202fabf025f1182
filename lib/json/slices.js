'use strict';

const { performance } = require('node:perf_hooks');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { AbortError } = require('../errors.js');
const { YoungGeneration } = require('./young.js');

/** Work on the event loop that gives way whenever a slice of time is over. */
class Slices {
  #end;
  #maxSlice;
  #signal;
  #young = new YoungGeneration();

  /** @param {{ maxSlice: number, signal?: AbortSignal }} options milliseconds */
  constructor({ maxSlice, signal }) {
    this.#maxSlice = maxSlice;
    this.#signal = signal;
    this.#end = performance.now() + maxSlice;
  }

  /** Whether it is time for `next`. */
  isOver() {
    return performance.now() >= this.#end;
  }

  /**
   * Counts text that became values, of which the collector has to copy those that are young.
   * @param {number} bytes
   */
  built(bytes) {
    this.#young.grow(bytes);
  }

  /** Lets others have the loop. */
  async next() {
    await nextTurn();
    if (this.#signal?.aborted) throw new AbortError(this.#signal.reason);
    this.#end = performance.now() + this.#maxSlice;
  }
}

module.exports = { Slices };
