'use strict';

const { setImmediate } = require('node:timers');
const { monotonic } = require('../../../clock.js');

/** From this many frames, or milliseconds, on the end of the turn is waited for: most turns have less. */
const BUSY = { frames: 16, time: 1 };

/**
 * What one turn of the event loop may take in from another end: frames, bytes, and milliseconds that taking them in takes,
 * with what their receiver does at once.
 * @typedef {{ frames: number, bytes: number, time: number }} TurnLimits
 */

/** Counts what each turn of the event loop takes in from another end, and the frames of full turns in a row. */
class TurnBudget {
  #limits;
  #frames = 0;
  #bytes = 0;
  #time = 0;
  /** Of the full turns in a row that were before this one. */
  #framesInRow = 0;
  #isCounting = false;
  /** @type {(() => void)[]} */
  #onTurn = [];

  /** @param {TurnLimits} limits */
  constructor(limits) {
    this.#limits = limits;
  }

  /** @param {() => void} listener called in the turn after a busy one */
  onTurn(listener) {
    this.#onTurn.push(listener);
  }

  /** Whether this turn may take in more. */
  get hasRoom() {
    const { frames, bytes, time } = this.#limits;
    return this.#frames < frames && this.#bytes < bytes && this.#time < time;
  }

  /** How many turns in a row were full, if each had as many frames as one may have. */
  get fullTurns() {
    return Math.floor(this.#framesInRow / this.#limits.frames);
  }

  /**
   * Counts something that has arrived, also if it is dropped.
   * @template T
   * @param {{ frames: number, bytes: number }} size
   * @param {() => T} take
   */
  spend({ frames, bytes }, take) {
    const begin = monotonic();
    this.#frames += frames;
    this.#bytes += bytes;
    try {
      return take();
    } finally {
      this.#time += monotonic() - begin;
      const isBusy = !this.hasRoom || this.#frames >= BUSY.frames || this.#time >= BUSY.time;
      if (isBusy && !this.#isCounting) {
        this.#isCounting = true;
        setImmediate(() => this.#next());
      }
    }
  }

  #next() {
    this.#framesInRow = this.hasRoom ? 0 : this.#framesInRow + this.#frames;
    this.#frames = 0;
    this.#bytes = 0;
    this.#time = 0;
    this.#isCounting = false;
    for (const listener of this.#onTurn) listener();
  }
}

module.exports = { TurnBudget };
