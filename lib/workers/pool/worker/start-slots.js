'use strict';

const { performance } = require('node:perf_hooks');
const { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = require('node:timers');
const native = require('../../../native.js');

/** Milliseconds. What a start takes longer is waiting, or the worker file's own work. */
const MOST_TIME = 250;

/** How often the loop is looked at, in milliseconds, and the share of that time from which on it is busy. */
const LOOK = 10;
const BUSY = 0.5;

/**
 * How many workers may start at once: as many as there are cores, and one less where the event loop is busy. A start is work
 * for a processor, so that more at once would not be ready earlier, and would keep the loop waiting. What a start costs the
 * loop itself is spread too: one begins in each turn.
 */
class StartSlots {
  #cores;
  #mostTime;
  #taken = 0;
  #isIdle = false;
  /** Whether no start may begin in this turn. */
  #hasBegun = false;
  /** Called when there may be a slot, in the order in which they asked. @type {Set<() => void>} */
  #waiting = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #looking;

  /**
   * @param {number} cores
   * @param {number} [mostTime] how long one start may hold up others, in milliseconds
   */
  constructor(cores, mostTime = MOST_TIME) {
    this.#cores = cores;
    this.#mostTime = mostTime;
  }

  get isFree() {
    return !this.#hasBegun && this.#taken < (this.#isIdle ? this.#cores : Math.max(1, this.#cores - 1));
  }

  /**
   * Takes a slot, which is free.
   * @returns {() => void} gives it back; it may be called again
   */
  take() {
    this.#taken += 1;
    this.#endTurn();
    const giveBack = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      this.#taken -= 1;
      setImmediate(() => this.#wake());
    };
    /** @type {NodeJS.Timeout | undefined} */
    let timer = setTimeout(giveBack, this.#mostTime).unref();
    return giveBack;
  }

  /**
   * Calls back in a turn of its own, the next one, and lets no start begin before the turn after it.
   * @param {() => void} work
   */
  before(work) {
    this.#hasBegun = true;
    setImmediate(() => {
      work();
      this.#endTurn();
    });
  }

  /** Lets no other start begin before the next turn. */
  #endTurn() {
    this.#hasBegun = true;
    setImmediate(() => {
      this.#hasBegun = false;
      this.#wake();
    });
  }

  /**
   * Calls back once, when there may be a slot.
   * @param {() => void} callback
   */
  wait(callback) {
    this.#waiting.add(callback);
    if (this.#looking !== undefined) return;
    let last = performance.eventLoopUtilization();
    this.#looking = setInterval(() => {
      const now = performance.eventLoopUtilization();
      this.#isIdle = performance.eventLoopUtilization(now, last).utilization < BUSY;
      last = now;
      this.#wake();
    }, LOOK).unref();
  }

  #wake() {
    for (const callback of [...this.#waiting]) {
      if (!this.isFree) return;
      this.#waiting.delete(callback);
      callback();
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
    this.#isIdle = false;
  }
}

/** For the workers of all pools of this thread. */
const slots = new StartSlots(native.cores());

module.exports = { StartSlots, slots };
