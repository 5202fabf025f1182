'use strict';

const inspector = require('node:inspector');
const { performance } = require('node:perf_hooks');
const { CELLS } = require('./cells.js');
const { monotonic } = require('../clock.js');

const { setInterval, clearInterval } = globalThis;

/** A turn of the loop that was too long, by the monotonic clock. @typedef {{ start: number, end: number }} Gap */

/** Time between beats of an idle loop, in milliseconds. */
const IDLE_INTERVAL = 2000;
/** A loop that worked for less than this part of the time is idle. */
const IDLE_SHARE = 0.02;
/** After this many idle beats in a row the next ones are rare. */
const IDLE_BEATS = 8;

/**
 * A timer of the watched thread. It writes the time into the shared cells, and sees by the loop's own count of its waiting
 * when a turn took too long. A loop that is idle has few beats, since each costs processor time; the watcher wakes it
 * when it sees the thread work.
 */
class Heartbeat {
  #cells;
  #base;
  #onGap;
  #mayRest;
  #interval = 25;
  #idleBeats = 0;
  #last = monotonic();
  #active = performance.eventLoopUtilization().active;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * @param {Int32Array} cells
   * @param {number} base time from which `BEAT` counts
   * @param {(gap: Gap) => void} onGap each time between two beats, as long as the loop was busy in it
   * @param {() => boolean} mayRest whether the watcher can see an idle thread begin to work
   */
  constructor(cells, base, onGap, mayRest) {
    this.#cells = cells;
    this.#base = base;
    this.#onGap = onGap;
    this.#mayRest = mayRest;
  }

  /** @param {number} interval milliseconds between two beats of a busy loop */
  start(interval) {
    this.#interval = interval;
    this.#mark();
    this.#beatEach(interval);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Looks at the time since the last beat, also when the timer did not get its turn: as the process ends. */
  beat() {
    const { start, end, isIdle } = this.#mark();
    this.#idleBeats = isIdle ? this.#idleBeats + 1 : 0;
    const isAlert = Atomics.load(this.#cells, CELLS.ALERT) === 1;
    if (isAlert && this.#idleBeats > IDLE_BEATS && this.#mayRest()) this.#beatEach(IDLE_INTERVAL);
    this.#onGap({ start, end });
  }

  /** The watcher has seen the thread work. */
  wake() {
    this.beat();
    this.#idleBeats = 0;
    if (Atomics.load(this.#cells, CELLS.ALERT) === 0) this.#beatEach(this.#interval);
  }

  /** @param {number} interval */
  #beatEach(interval) {
    clearInterval(this.#timer);
    Atomics.store(this.#cells, CELLS.ALERT, interval === this.#interval ? 1 : 0);
    this.#timer = setInterval(() => this.beat(), interval);
    this.#timer.unref();
  }

  /** The busy part of the time since the last beat. */
  #mark() {
    const end = monotonic();
    const gap = end - this.#last;
    this.#last = end;
    Atomics.store(this.#cells, CELLS.BEAT, Math.round(end - this.#base));
    Atomics.store(this.#cells, CELLS.INSPECTED, mayConnect() ? 0 : 1);
    const busy = Math.min(gap, this.#busy(gap));
    return { start: end - busy, end, isIdle: busy < gap * IDLE_SHARE };
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

/** Whether a debugger would disturb nobody. Node 22 and 24 end a process that connects one where they do not allow it. */
function mayConnect() {
  const { permission } = process;
  return inspector.url() === undefined && permission?.has('inspector') !== false;
}

module.exports = { Heartbeat };
