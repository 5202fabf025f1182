'use strict';

const { performance } = require('node:perf_hooks');
const inspector = require('node:inspector');
const { CELLS } = require('./cells.js');
const { monotonic } = require('./clock.js');

const { setInterval, clearInterval } = globalThis;

/** A turn of the loop that was too long, by the monotonic clock. @typedef {{ start: number, end: number }} Gap */

/**
 * A timer of the watched thread. It writes the time into the shared cells, and sees by its own delay when a turn of the
 * loop took too long.
 */
class Heartbeat {
  #cells;
  #base;
  #onGap;
  #last = monotonic();
  #active = performance.eventLoopUtilization().active;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * @param {Int32Array} cells
   * @param {number} base time from which `BEAT` counts
   * @param {(gap: Gap) => void} onGap each gap between two beats that was busy throughout
   */
  constructor(cells, base, onGap) {
    this.#cells = cells;
    this.#base = base;
    this.#onGap = onGap;
  }

  /** @param {number} interval milliseconds */
  start(interval) {
    this.stop();
    this.#mark();
    this.#timer = setInterval(() => this.beat(), interval);
    this.#timer.unref();
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Looks at the time since the last beat, also when the timer did not get its turn: as the process ends. */
  beat() {
    const { start, end } = this.#mark();
    this.#onGap({ start, end });
  }

  /**
   * @returns {Gap} the busy part of the time since the last beat
   */
  #mark() {
    const end = monotonic();
    const gap = end - this.#last;
    this.#last = end;
    Atomics.store(this.#cells, CELLS.BEAT, Math.round(end - this.#base));
    Atomics.store(this.#cells, CELLS.INSPECTED, inspector.url() === undefined ? 0 : 1);
    return { start: end - Math.min(gap, this.#busy(gap)), end };
  }

  /**
   * How much of the time since the last beat the loop was not waiting. Until the loop has begun, node does not count it.
   * @param {number} gap
   */
  #busy(gap) {
    const { active } = performance.eventLoopUtilization();
    const busy = active - this.#active;
    const isCounted = this.#active > 0;
    this.#active = active;
    return isCounted ? busy : gap;
  }
}

module.exports = { Heartbeat };
