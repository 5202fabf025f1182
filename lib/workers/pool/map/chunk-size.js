'use strict';

/** How long the calls of a chunk should take, in milliseconds: long enough for the cost of its message not to matter. */
const TARGET = 20;
/** How much larger than a chunk whose time is known the next may be. */
const GROWTH = 4;
/** The most items that are not numbers of a typed array: with more of them a message costs no less for each. */
const MOST_ITEMS = 4096;

/**
 * How many items, and about how many bytes, the next chunk may have.
 * @typedef {{ items: number, bytes: number }} Size
 */

/** Decides how large chunks are, by the time that earlier ones took in their workers. It begins with one item. */
class ChunkSize {
  #items = 1;
  #fixed;
  #most;
  #bytes;

  /**
   * @param {{ chunk: number | undefined, bytes: number, isTyped: boolean }} options `chunk` is the size that the caller
   *   chose; `bytes` is the most that a chunk may have
   */
  constructor({ chunk, bytes, isTyped }) {
    this.#fixed = chunk;
    this.#bytes = bytes;
    this.#most = isTyped ? Infinity : MOST_ITEMS;
  }

  /** @returns {Size} */
  get next() {
    return { items: this.#fixed ?? this.#items, bytes: this.#fixed === undefined ? this.#bytes : Infinity };
  }

  /**
   * Takes account of a chunk that has ended.
   * @param {number} count its items
   * @param {number} time milliseconds that its calls took
   */
  learn(count, time) {
    const wanted = Math.floor((TARGET * count) / Math.max(time, 0.001));
    const known = Math.max(this.#items, GROWTH * count);
    this.#items = Math.max(1, Math.min(wanted, known, this.#most));
  }
}

module.exports = { ChunkSize };
