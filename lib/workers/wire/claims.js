'use strict';

/**
 * How a pool and its worker agree on which tasks the worker has begun: one number in memory that both share. It has the round
 * in its upper 12 bits, and in its lower 20 how many tasks of the round were begun. Each side changes it in one step, so that
 * a task is either begun or taken back.
 */
const COUNT = 20;
const ROUNDS = (1 << 12) - 1;

/**
 * A number between 0 and 2 ** 32.
 * @typedef {{ load(): number, exchange(value: number): number, compareExchange(expected: number, value: number): boolean }} Word
 */

/** The pool's side. */
class Claims {
  #word;
  round = 0;

  /** @param {Word} word which is 0 */
  constructor(word) {
    this.#word = word;
  }

  /** Begins a new round: the tasks of the old one that were not begun never are. How many were begun. */
  renew() {
    this.round = (this.round + 1) & ROUNDS;
    return this.#word.exchange((this.round << COUNT) >>> 0) & ((1 << COUNT) - 1);
  }
}

/**
 * The worker's side: begins a task, if its round is not over.
 * @param {Word} word
 * @param {number | undefined} round
 */
function claim(word, round) {
  for (;;) {
    const value = word.load();
    if (value >>> COUNT !== round) return false;
    if (word.compareExchange(value, value + 1)) return true;
  }
}

/**
 * Between threads.
 * @implements {Word}
 */
class ThreadWord {
  /** @type {Uint32Array} */
  #memory;

  /** @param {SharedArrayBuffer} memory of 4 bytes */
  constructor(memory) {
    this.#memory = new Uint32Array(memory);
  }

  load() {
    return Atomics.load(this.#memory, 0);
  }

  /** @param {number} value */
  exchange(value) {
    return Atomics.exchange(this.#memory, 0, value);
  }

  /**
   * @param {number} expected
   * @param {number} value
   */
  compareExchange(expected, value) {
    return Atomics.compareExchange(this.#memory, 0, expected, value) === expected;
  }
}

module.exports = { Claims, ThreadWord, claim };
