'use strict';

/** The longest view that has a copy here, in bytes. Memory of a longer one is moved to the receiver, which spares a copy. */
const LONGEST = 4096;
/** The most that are kept. */
const MOST = 64;

/**
 * Copies of small views that a message is cloned from. They are used again when it is sent, as to make memory for each copy and
 * to move it to the receiver costs more than the bytes. Each has memory of its own, and of its length: a clone has all of it.
 */
class ScratchViews {
  /** By length. @type {Map<number, Uint8Array[]>} */
  #free = new Map();
  #kept = 0;
  /** @type {Uint8Array[]} */
  #used = [];

  /**
   * @param {Uint8Array} view
   * @returns {Uint8Array | undefined} undefined if it is long; valid until `release`
   */
  copyOf(view) {
    const { length } = view;
    if (length > LONGEST) return undefined;
    const kept = this.#free.get(length)?.pop();
    if (kept !== undefined) this.#kept -= 1;
    const copy = kept ?? new Uint8Array(length);
    copy.set(view);
    this.#used.push(copy);
    return copy;
  }

  /** What has copies was sent. */
  release() {
    for (const copy of this.#used.splice(0)) {
      if (this.#kept === MOST) this.#forget();
      this.#kept += 1;
      const same = this.#free.get(copy.length);
      if (same === undefined) this.#free.set(copy.length, [copy]);
      else same.push(copy);
    }
  }

  /** They may be of lengths that nobody sends any more. */
  #forget() {
    this.#free.clear();
    this.#kept = 0;
  }
}

module.exports = { ScratchViews };
