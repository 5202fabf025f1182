'use strict';

const { withShort } = require('../channel/short-writer.js');
const { HEADER, MOST, Ring, SIZE, WORDS, WRAP, aligned } = require('./ring.js');

/** The worker's side of the ring. */
class ResultWriter {
  /** @type {InstanceType<typeof Ring>} */
  #ring;
  #head = 0;
  #wake;

  /**
   * @param {SharedArrayBuffer} shared
   * @param {() => void} wake posts WAKE
   */
  constructor(shared, wake) {
    this.#ring = new Ring(shared);
    this.#wake = wake;
  }

  /**
   * @param {number} posted how many messages the worker has posted
   * @param {number} id
   * @param {unknown} value
   * @param {number} time
   * @returns {boolean} false if it does not fit, and is to be posted
   */
  write(posted, id, value, time) {
    const isWritten = withShort(value, (bytes, length) => {
      const at = length <= MOST ? this.#place(HEADER + length) : undefined;
      if (at === undefined) return false;
      const { bytes: target, integers, numbers } = this.#ring;
      integers[at / 4] = length;
      integers[at / 4 + 1] = posted;
      numbers[at / 8 + 1] = id;
      numbers[at / 8 + 2] = time;
      target.set(bytes.subarray(0, length), at + HEADER);
      this.#head = (this.#head + aligned(HEADER + length)) >>> 0;
      return true;
    });
    if (isWritten === true) this.#publish();
    return isWritten === true;
  }

  /**
   * Where a record of this size has room in one piece.
   * @param {number} size
   */
  #place(size) {
    const at = this.#head % SIZE;
    const skipped = at + aligned(size) > SIZE ? SIZE - at : 0;
    const used = (this.#head - Atomics.load(this.#ring.words, WORDS.TAIL)) >>> 0;
    if (used + skipped + aligned(size) > SIZE) return undefined;
    if (skipped === 0) return at;
    this.#ring.integers[at / 4] = WRAP;
    this.#head = (this.#head + skipped) >>> 0;
    return 0;
  }

  #publish() {
    const { words } = this.#ring;
    Atomics.store(words, WORDS.HEAD, this.#head);
    if (Atomics.exchange(words, WORDS.IS_WOKEN, 1) === 0) this.#wake();
  }
}

module.exports = { ResultWriter };
