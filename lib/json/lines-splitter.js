'use strict';

const { bytesOf } = require('../data/bytes.js');
const { checkSize } = require('../data/loop-budget.js');
const { coded } = require('../errors.js');

const NEWLINE = 0x0a;

/** Cuts chunks into lines, wherever the chunks begin and end. */
class LineSplitter {
  /** The number of the last line that was returned. */
  number = 0;
  /** @type {Buffer[]} */
  #begun = [];
  #size = 0;
  /** The first half of a character that a chunk of text ended within. */
  #half = '';

  /** @param {number} maxLength bytes */
  constructor(maxLength) {
    this.maxLength = maxLength;
  }

  /**
   * The lines that end in the chunk, without their ends, each in pieces.
   * @param {unknown} chunk
   */
  *add(chunk) {
    const bytes = this.#bytesOf(chunk);
    const { length } = bytes;
    let start = 0;
    for (let end; (end = bytes.indexOf(NEWLINE, start)) !== -1; start = end + 1) {
      this.#hold(bytes.subarray(start, end));
      yield this.#line();
      // The caller may have transferred the memory meanwhile.
      checkSize(bytes.length, length);
    }
    // Copied, because the source may use the chunk's memory again.
    this.#hold(start < bytes.length ? Buffer.from(bytes.subarray(start)) : bytes.subarray(start));
  }

  /** The last line, which need not end with a newline. */
  end() {
    if (this.#half !== '') this.#hold(Buffer.from(this.#half));
    return this.#line();
  }

  /** @param {Buffer} bytes */
  #hold(bytes) {
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    if (this.#size > this.maxLength) throw tooLong(this.number + 1, this.maxLength);
    this.#begun.push(bytes);
  }

  #line() {
    const line = this.#begun;
    this.#begun = [];
    this.#size = 0;
    this.number += 1;
    return line;
  }

  /** @param {unknown} chunk */
  #bytesOf(chunk) {
    const data = bytesOf('chunk', chunk);
    if (typeof data !== 'string') return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const text = this.#half + data;
    this.#half = /[\ud800-\udbff]$/.test(text.slice(-1)) ? text.slice(-1) : '';
    return Buffer.from(this.#half === '' ? text : text.slice(0, -1));
  }
}

/**
 * @param {number} line
 * @param {number} limit
 */
function tooLong(line, limit) {
  return coded('ERR_BUFFER_TOO_LARGE', `Line ${line} is longer than ${limit} bytes`, { line });
}

module.exports = { LineSplitter };
