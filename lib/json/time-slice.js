'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { throwIfAborted, invalidType, outOfRange } = require('../errors.js');

const DEFAULT_MILLISECONDS = 5;

/** Measures work done on the event loop, and lets other work run when the time is up. */
class TimeSlice {
  #end;

  /**
   * @param {number} milliseconds the length of a slice
   * @param {AbortSignal} [signal]
   */
  constructor(milliseconds, signal) {
    this.milliseconds = milliseconds;
    this.signal = signal;
    this.#end = performance.now() + milliseconds;
    this.#checkSignal();
  }

  get isOver() {
    return performance.now() >= this.#end;
  }

  /** Begins the next slice, in another turn of the event loop. Rejects where the signal is aborted. */
  async next() {
    await nextTurn();
    this.begin();
  }

  /** Begins a new slice, where the event loop has had another turn for another reason. */
  begin() {
    this.#checkSignal();
    this.#end = performance.now() + this.milliseconds;
  }

  #checkSignal() {
    throwIfAborted(this.signal);
  }
}

/**
 * The option `maxSlice`. With 0, other work can run after every step.
 * @param {unknown} given
 * @returns {number} milliseconds
 */
function maxSliceOf(given) {
  if (given === undefined) return DEFAULT_MILLISECONDS;
  if (typeof given !== 'number') throw invalidType('options.maxSlice', 'of type number', given);
  if (!(given >= 0)) throw outOfRange('options.maxSlice', '>= 0', given);
  return given;
}

module.exports = { TimeSlice, maxSliceOf };
