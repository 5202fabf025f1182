'use strict';

/**
 * Results of a worker thread, in memory that it shares with its pool. To receive a message costs the pool more than a small
 * task does otherwise; of the results here it takes all that there are when it is woken once.
 *
 * A ring of bytes. The worker alone writes records and moves the head; the pool alone reads them and moves the tail. Both
 * count bytes since the start, modulo 2 ** 32. A record begins at a multiple of 8:
 *
 * | bytes | what |
 * | ----- | ---- |
 * | 0     | length of the value, or WRAP: the next record is at the start of the ring |
 * | 4     | how many messages the worker had posted before: the pool has received these first |
 * | 8     | id of the task |
 * | 16    | milliseconds that it took |
 * | 24    | the value in its short form |
 *
 * The pool checks each number that it reads here before it is used.
 */
const SIZE = 1 << 16;
const HEADER = 24;
const WRAP = 0xffff_ffff;
/** The longest value: a longer one costs no more as a message. */
const MOST = 4096;

/** Words before the ring: a thread's claims have the first (claims.js). */
const WORDS = Object.freeze({ HEAD: 1, TAIL: 2, IS_WOKEN: 3 });
const START = 16;

/** How many bytes a pool and its thread share. */
const SHARED_BYTES = START + SIZE;

/** What a worker posts to wake its pool: no message. */
const WAKE = 0;

/** What both sides see. */
class Ring {
  /** @type {Uint32Array} */
  words;
  /** @type {Uint32Array} */
  integers;
  /** @type {Float64Array} */
  numbers;

  /** @param {SharedArrayBuffer} shared of SHARED_BYTES */
  constructor(shared) {
    this.words = new Uint32Array(shared, 0, START / 4);
    this.bytes = Buffer.from(/** @type {any} */ (shared), START, SIZE);
    this.integers = new Uint32Array(shared, START, SIZE / 4);
    this.numbers = new Float64Array(shared, START, SIZE / 8);
  }
}

/** @param {number} size */
function aligned(size) {
  return (size + 7) & ~7;
}

module.exports = { HEADER, MOST, Ring, SHARED_BYTES, SIZE, WAKE, WORDS, WRAP, aligned };
