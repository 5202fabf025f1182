'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { throwIfAborted } = require('../errors.js');

/** The most bytes that are copied, and the most pieces that are visited, in one turn of the event loop. */
const BYTES_A_TURN = 1 << 20;
const PIECES_A_TURN = 4096;

/** Counts work done on the event loop, and waits for the next turn when this turn's budget is spent. */
class LoopBudget {
  #bytes = 0;
  #pieces = 0;

  /**
   * @param {AbortSignal} [signal] after each turn, the work ends with an AbortError where this is aborted
   * @param {{ bytes?: number, pieces?: number }} [budget] of one turn
   */
  constructor(signal, { bytes = BYTES_A_TURN, pieces = PIECES_A_TURN } = {}) {
    this.signal = signal;
    this.bytesATurn = bytes;
    this.piecesATurn = pieces;
    /** Turns that were ended so far. */
    this.ended = 0;
  }

  /**
   * Counts one piece. Returns a promise of the next turn when the budget is spent, otherwise undefined.
   * @param {number} bytes of the piece
   */
  spend(bytes) {
    this.#bytes += bytes;
    this.#pieces += 1;
    if (this.#bytes < this.bytesATurn && this.#pieces < this.piecesATurn) return undefined;
    return this.endTurn();
  }

  /** Waits for the next turn, whatever is left of this one's budget. */
  async endTurn() {
    this.#bytes = 0;
    this.#pieces = 0;
    this.ended += 1;
    await nextTurn();
    throwIfAborted(this.signal);
  }
}

module.exports = { BYTES_A_TURN, PIECES_A_TURN, LoopBudget };
