'use strict';

const { setImmediate } = require('node:timers');
const { FRAMES_A_TURN } = require('./limits.js');

/** With at least this many frames a turn is busy: its reads are counted together. */
const BUSY = 16;

/** Counts the frames of each turn of the event loop, and how many turns in a row were full. */
class FloodGuard {
  #frames = 0;
  #fullTurns = 0;
  #onTurn;

  /** @param {() => void} onTurn called in the turn after a busy one */
  constructor(onTurn) {
    this.#onTurn = onTurn;
  }

  /** Whether this turn may take another frame. */
  get hasRoom() {
    return this.#frames < FRAMES_A_TURN;
  }

  /** How many turns in a row had as many frames as one may have. */
  get fullTurns() {
    return this.#fullTurns;
  }

  /** Counts a frame. */
  spend() {
    this.#frames += 1;
    if (this.#frames === BUSY) setImmediate(() => this.#next());
  }

  /** Every frame that was read was handled. Only busy turns are counted to their end. */
  endRead() {
    if (this.#frames < BUSY) this.#frames = 0;
  }

  #next() {
    this.#fullTurns = this.hasRoom ? 0 : this.#fullTurns + 1;
    this.#frames = 0;
    this.#onTurn();
  }
}

module.exports = { FloodGuard };
