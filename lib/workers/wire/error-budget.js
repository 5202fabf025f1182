'use strict';

/** The longest text, and the most bytes of a view, that a copy of an error keeps. */
const MAX_LENGTH = 1 << 16;

/** How much the copy of an error may keep: values, and KiB of text and bytes. */
let most = 2000;

/**
 * Bounds the copies of errors by the message that each of them is in, where a quarter of that is less: a character takes two bytes
 * at most, and the rest is for names and numbers.
 * @param {number} bytes of values that a message may have
 */
function limitErrors(bytes) {
  most = Math.min(most, Math.ceil(bytes / 4096));
}

/** How much the copy of an error may still keep. */
class ErrorBudget {
  #left = most;

  /** Whether nothing more may be kept. */
  get isUsedUp() {
    return this.#left <= 0;
  }

  /** @param {number} values */
  spend(values) {
    this.#left -= values;
  }

  /**
   * @param {unknown} text
   * @returns {string} its first 65 536 characters at most
   */
  text(text) {
    const string = String(text);
    const length = this.#fitting(string.length);
    return length === string.length ? string : `${string.slice(0, length)}…`;
  }

  /**
   * A copy of the first 65 536 bytes at most.
   * @param {ArrayBufferLike} buffer
   * @param {number} at
   * @param {number} length
   */
  bytes(buffer, at, length) {
    return new Uint8Array(new Uint8Array(buffer, at, this.#fitting(length))).buffer;
  }

  /**
   * As many of the items as there is room for.
   * @template T
   * @param {Iterable<T>} items
   */
  take(items) {
    const kept = [];
    for (const item of items) {
      if (this.isUsedUp) break;
      this.spend(1);
      kept.push(item);
    }
    return kept;
  }

  /** @param {number} length */
  #fitting(length) {
    const fits = Math.min(length, MAX_LENGTH, Math.max(this.#left, 1) << 10);
    this.spend(fits >> 10);
    return fits;
  }
}

module.exports = { ErrorBudget, limitErrors };
