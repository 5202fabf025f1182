'use strict';

const { monitorEventLoopDelay } = require('node:perf_hooks');

/** Milliseconds between two looks at the clock. */
const RESOLUTION = 5;
const NANOSECONDS = 1e6;

/**
 * By how much the event loop was late. There are two histograms, since one that was reset does not see a delay that
 * begins at once: the younger is reset when the older has seen what came since.
 */
class LoopDelay {
  #histograms = [open(), open()];

  /** The longest delay since the call before the last, in milliseconds. */
  worst() {
    const [older, younger] = this.#histograms;
    const worst = Math.max(older.max, younger.max) / NANOSECONDS - RESOLUTION;
    older.reset();
    this.#histograms = [younger, older];
    return Math.max(0, worst);
  }

  close() {
    for (const histogram of this.#histograms) histogram.disable();
  }
}

function open() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  return histogram;
}

module.exports = { LoopDelay };
