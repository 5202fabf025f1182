'use strict';

const { setImmediate } = require('node:timers');
const { FRAMES_A_TURN } = require('./limits.js');

/** From so many frames on a read is worth counting together with others of its turn. */
const BUSY = 16;

/** Counts the frames of one turn of the event loop, and the turns in a row that had more than one may take. */
class TurnMeter {
  #frames = 0;
  #fullTurns = 0;
  #onTurn;

  /** @param {() => void} onTurn called in the turn after one that was busy */
  constructor(onTurn) {
    this.#onTurn = onTurn;
  }

  /** Whether this turn may take another frame. */
  get hasRoom() {
    return this.#frames < FRAMES_A_TURN;
  }

  get fullTurns() {
    return this.#fullTurns;
  }

  /** Counts a frame. */
  spend() {
    this.#frames += 1;
    if (this.#frames === BUSY) setImmediate(() => this.#next());
  }

  /** All that was read has been taken. A quiet turn needs no end of its own: little is read in it. */
  endRead() {
    if (this.#frames < BUSY) this.#frames = 0;
  }

  #next() {
    this.#fullTurns = this.hasRoom ? 0 : this.#fullTurns + 1;
    this.#frames = 0;
    this.#onTurn();
  }
}

module.exports = { TurnMeter };
