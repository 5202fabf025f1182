'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { AbortError } = require('../errors.js');

/** What one turn of the event loop may copy, in bytes, and how many pieces it may look at. */
const BYTES_A_TURN = 1 << 20;
const PIECES_A_TURN = 4096;

/** Counts work done on the event loop, and lets others have it when a turn's worth is done. */
class Turn {
  #bytes = 0;
  #pieces = 0;

  /**
   * @param {AbortSignal} [signal]
   * @param {{ bytes?: number, pieces?: number }} [most] a turn's worth
   */
  constructor(signal, { bytes = BYTES_A_TURN, pieces = PIECES_A_TURN } = {}) {
    this.signal = signal;
    this.bytesATurn = bytes;
    this.piecesATurn = pieces;
    /** Turns that were given way to others. */
    this.ended = 0;
  }

  /**
   * Counts one piece of so many bytes; a promise of the next turn when this one's work is done.
   * @param {number} bytes
   */
  spend(bytes) {
    this.#bytes += bytes;
    this.#pieces += 1;
    if (this.#bytes < this.bytesATurn && this.#pieces < this.piecesATurn) return undefined;
    return this.end();
  }

  /** Waits for the next turn. */
  async end() {
    this.#bytes = 0;
    this.#pieces = 0;
    this.ended += 1;
    await nextTurn();
    if (this.signal?.aborted) throw new AbortError(this.signal.reason);
  }
}

module.exports = { BYTES_A_TURN, PIECES_A_TURN, Turn };
