'use strict';

const { JsonWriter } = require('../native.js');

/** Larger texts are in several blocks of the addon's. */
const ONE_BLOCK = 1 << 18;

/** The text that the addon writes, as UTF-8. The addon has it in blocks, which V8 does not count as memory in use. */
class Output {
  #writer;
  /** Bytes that can be taken. */
  #pending = 0;
  /** Bytes that were taken. */
  #taken = 0;
  #fullAt;
  #mostUnits;

  /**
   * @param {string} gap that one level is indented by
   * @param {{ fullAt?: number, mostUnits?: number }} [limits] bytes to take before more is written, and units in all
   */
  constructor(gap, { fullAt = Infinity, mostUnits = Infinity } = {}) {
    this.#writer = new JsonWriter(gap);
    this.#fullAt = fullAt;
    this.#mostUnits = mostUnits;
  }

  /** Whether bytes are to be taken before more is written. */
  get isFull() {
    return this.#pending >= this.#fullAt;
  }

  /** @param {InstanceType<typeof import('./stringify-tokens.js').Tokens>} tokens which are empty then */
  write(tokens) {
    this.#pending = tokens.write(this.#writer);
    // A unit is a byte or more.
    if (this.#taken + this.#pending > this.#mostUnits && this.#writer.units > this.#mostUnits) {
      throw new RangeError('Invalid string length');
    }
  }

  /** The bytes so far, block by block, which are the reader's then. */
  *take() {
    for (let block = this.#writer.take(); block !== undefined; block = this.#writer.take()) yield block;
    this.#taken += this.#pending;
    this.#pending = 0;
  }

  /**
   * All of the text in one Buffer, which is filled in slices of time.
   * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
   */
  async joined(slice) {
    if (this.#pending <= ONE_BLOCK) return /** @type {Buffer} */ (this.#writer.take());
    const whole = Buffer.allocUnsafeSlow(this.#pending);
    for (let start = 0; start < whole.length; start += this.#writer.moveTo(whole.subarray(start))) {
      if (slice.isOver) await slice.next();
    }
    return whole;
  }

  /** Frees the addon's memory. */
  close() {
    this.#writer.close();
  }
}

module.exports = { Output };
