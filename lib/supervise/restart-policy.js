'use strict';

const { performance } = require('node:perf_hooks');

/** When a place of a service is started again after its instance ended, and when the service gives up. */
class RestartPolicy {
  #settings;
  /** When instances ended unexpectedly, by place, within the time that counts. @type {Map<number, number[]>} */
  #ends = new Map();

  /** @param {{ first: number, longest: number, max: number, within: number }} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * An instance has ended unexpectedly.
   * @param {number} place
   * @returns {number | undefined} milliseconds until the next start: they double with each end that counts. Undefined where
   *   the place has ended too often.
   */
  delayAfter(place) {
    const { first, longest, max, within } = this.#settings;
    const now = performance.now();
    const recent = (this.#ends.get(place) ?? []).filter((time) => now - time < within);
    recent.push(now);
    this.#ends.set(place, recent);
    if (recent.length > max) return undefined;
    return Math.min(longest, first * 2 ** (recent.length - 1));
  }
}

module.exports = { RestartPolicy };
