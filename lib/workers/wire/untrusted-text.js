'use strict';

/** Characters and bytes that an error may have in all, its causes and properties with it. */
const MOST = 64 * 1024;
/** Of one text, so that a long message leaves room for the stack. */
const MOST_OF_PART = 16 * 1024;
const MOST_OF_NAME = 256;
const MOST_VALUES = 1000;

/**
 * What a terminal or a log could take for more than text: control characters but tab and newline, and those that turn the
 * direction of writing.
 */
const CONTROLS = /[^\P{Cc}\t\n]|[\p{Bidi_Control}\u2028\u2029]/gu;

/** Bounds what the errors of a sandboxed worker may have. */
class UntrustedText {
  #left = MOST;
  #values = MOST_VALUES;

  /**
   * As much of a text as there is room for, without control characters.
   * @param {string} text
   * @param {number} [most]
   */
  part(text, most = MOST_OF_PART) {
    const length = Math.min(text.length, most, this.#left);
    this.#left -= length;
    const kept = text.slice(0, length).replace(CONTROLS, '');
    return length === text.length ? kept : `${kept}…`;
  }

  /**
   * The name of an error: one line.
   * @param {string} name
   */
  word(name) {
    return this.part(name, MOST_OF_NAME).replace(/[\t\n]/g, '');
  }

  /**
   * Whether there is room for all of a text, and it has no control characters.
   * @param {string} text
   */
  fits(text) {
    return this.part(text) === text;
  }

  /**
   * Whether there is room for this many bytes.
   * @param {number} bytes
   */
  bytes(bytes) {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  /**
   * The items of a list that there is room for.
   * @template T
   * @param {T[]} items
   */
  values(items) {
    const kept = items.slice(0, this.#values);
    this.#values -= kept.length;
    return kept;
  }
}

module.exports = { UntrustedText };
