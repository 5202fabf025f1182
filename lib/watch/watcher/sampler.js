'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { CELLS } = require('../cells.js');
const { monotonic } = require('../../clock.js');
const { Debugger } = require('./debugger.js');

/** @typedef {import('./stacks.js').Frame} Frame */
/** @typedef {InstanceType<typeof Debugger>} Session */
/** A stack, when it was asked for, and how long the program ran until it was seen. @typedef {{ asked: number, late: number, frames: Frame[], text?: string, request?: import('./causes.js').StalledRequest }} Sample */

/** Samples of one stall with the given interval; later ones have twice that, and so on. */
const AT_ONE_INTERVAL = 10;
/** Stalls that are sampled in ten seconds: to open the debugger costs the program milliseconds. */
const MOST_STALLS = 20;
const PERIOD = 10_000;
/** A thread that waits for a core is sampled when it has run for this part of the threshold. */
const RUNS = 0.2;
/** Time between two looks whether it has, in milliseconds. */
const LOOK = 5;

/** The source at positions of one stall. It is read where the program stays: a script may be megabytes. */
class Positions {
  #session;
  /** @type {Map<string, string | undefined>} */
  #texts = new Map();

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** @param {any} frame of the protocol */
  async textAt(frame) {
    const key = JSON.stringify(frame.location);
    const isKnown = this.#texts.has(key);
    if (isKnown && this.#texts.get(key) === undefined)
      this.#texts.set(key, await this.#session.textAt(frame));
    else if (!isKnown) this.#texts.set(key, undefined);
    return this.#texts.get(key);
  }
}

/** Takes stacks of the watched thread while it stalls. */
class Sampler {
  /** @type {Int32Array} */
  #cells;
  /** @type {Sample[]} */
  #samples = [];
  /** @type {number[]} */
  #opened = [];
  /** Why there are no samples. @type {string | undefined} */
  fault;

  #thread;
  #times;

  /**
   * @param {Int32Array} cells
   * @param {number} thread its `threadId`
   * @param {InstanceType<typeof import('./thread-times.js').ThreadTimes>} times
   */
  constructor(cells, thread, times) {
    this.#cells = cells;
    this.#times = times;
    this.#thread = thread;
  }

  /**
   * Samples until the loop turns again, once the thread has had a core for a while: to open a debugger for a thread that only waits for
   * one would show nothing, and cost a machine that has too little time already.
   * @param {number} beat the last before the stall
   * @param {number} since when it was seen to be late
   * @param {{ threshold: number, sample: number }} settings
   */
  async sampleStall(beat, since, { threshold, sample: interval }) {
    if (interval === 0 || this.#is(CELLS.INSPECTED)) return;
    const isOver = () => Atomics.load(this.#cells, CELLS.BEAT) !== beat || this.#is(CELLS.STOP);
    await this.#untilItRuns(since, threshold * RUNS, isOver);
    if (isOver() || this.#isSpent()) return;
    Atomics.store(this.#cells, CELLS.SESSION, 1);
    /** @type {Session | undefined} */
    let session;
    try {
      session = await Debugger.open(this.#thread);
      await this.#repeat(session, isOver, interval);
    } catch (/** @type {any} */ error) {
      this.fault = error.message;
    } finally {
      session?.close();
      Atomics.store(this.#cells, CELLS.SESSION, 0);
      Atomics.notify(this.#cells, CELLS.SESSION);
    }
  }

  /**
   * Where a thread was ready to run and mostly had no core, waits until it has run. One that sleeps, such as in Atomics.wait, does not wait
   * for a core.
   * @param {number} since
   * @param {number} least milliseconds
   * @param {() => boolean} isOver
   */
  async #untilItRuns(since, least, isOver) {
    const seen = this.#readTimes();
    const isWaiting = () => {
      const now = this.#readTimes();
      const isRun = this.#times.ranBetween(seen, now) >= least;
      return !isRun && this.#times.waitBetween(since, now) > (now - since) / 2;
    };
    while (this.#times.isKnown && isWaiting() && !isOver()) await delay(LOOK);
  }

  #isSpent() {
    const now = monotonic();
    this.#opened = this.#opened.filter((at) => at > now - PERIOD);
    if (this.#opened.length >= MOST_STALLS) return true;
    this.#opened.push(now);
    return false;
  }

  /** @param {number} cell */
  #is(cell) {
    return Atomics.load(this.#cells, cell) === 1;
  }

  /**
   * @param {Session} session
   * @param {() => boolean} isOver
   * @param {number} interval
   */
  async #repeat(session, isOver, interval) {
    const positions = new Positions(session);
    for (let count = 0; !isOver(); count += 1) {
      const asked = this.#readTimes();
      const { frames, top, request } = await session.sample(this.#is(CELLS.REQUESTS));
      const seen = this.#readTimes();
      const sample = {
        asked,
        late: seen - asked - this.#times.waitBetween(asked, seen),
        frames,
        request,
        text: /** @type {string | undefined} */ (undefined),
      };
      this.#samples.push(sample);
      if (isOver()) return;
      sample.text = await positions.textAt(top);
      await delay(interval * 2 ** Math.min(10, Math.floor(count / AT_ONE_INTERVAL)));
    }
  }

  #readTimes() {
    const now = monotonic();
    this.#times.read(now);
    return now;
  }

  /**
   * Takes the samples of a time, and forgets older ones.
   * @param {number} start
   * @param {number} end
   * @returns {Sample[]}
   */
  take(start, end) {
    const found = this.#samples.filter(({ asked }) => asked >= start && asked <= end);
    this.#samples = this.#samples.filter(({ asked }) => asked > end);
    return found;
  }
}

module.exports = { Sampler };
