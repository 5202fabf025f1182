'use strict';

const { readShortAt } = require('../channel/short-reader.js');
const { HEADER, MOST, Ring, SIZE, WORDS, WRAP, aligned } = require('./ring.js');

/** Bytes at the end of the ring that have no record. */
const SKIPPED = Symbol('skipped');

/** The pool's side of the ring. */
class ResultReader {
  /** @type {InstanceType<typeof Ring>} */
  #ring;
  #tail = 0;
  /** How many messages of the worker were received. */
  #received = 0;
  #isBroken = false;
  #onResult;
  #onViolation;

  /**
   * @param {SharedArrayBuffer} shared
   * @param {{ onResult(id: number, value: unknown, time: number): void, onViolation(): void }} events `onViolation` is called
   *   once, for what no worker writes; nothing is read after it
   */
  constructor(shared, { onResult, onViolation }) {
    this.#ring = new Ring(shared);
    this.#onResult = onResult;
    this.#onViolation = onViolation;
  }

  /** The worker has woken the pool. */
  woken() {
    // Before the head is read: what is written after that wakes it again.
    Atomics.store(this.#ring.words, WORDS.IS_WOKEN, 0);
    this.readAll();
  }

  /** A message has arrived, and is handled. @param {() => void} handle */
  around(handle) {
    this.readAll();
    this.#received = (this.#received + 1) >>> 0;
    handle();
    this.readAll();
  }

  /** Reads what comes before the next message. */
  readAll() {
    const head = Atomics.load(this.#ring.words, WORDS.HEAD);
    while (this.#tail !== head && !this.#isBroken) {
      const result = this.#read(this.#tail % SIZE, (head - this.#tail) >>> 0);
      if (result === undefined) return;
      // What it calls may read on.
      if (result !== SKIPPED) this.#onResult(result.id, result.value, result.time);
    }
  }

  /**
   * @param {number} at
   * @param {number} unread bytes
   * @returns {{ id: number, value: unknown, time: number } | typeof SKIPPED | undefined} undefined if a message comes first
   */
  #read(at, unread) {
    const { bytes, integers, numbers } = this.#ring;
    const length = integers[at / 4];
    if (length === WRAP) return this.#free(SIZE - at, unread) ? SKIPPED : undefined;
    if (integers[at / 4 + 1] !== this.#received) return undefined;
    const size = aligned(HEADER + length);
    if (length > MOST || at + size > SIZE) return this.#violated();
    const [id, time] = [numbers[at / 8 + 1], numbers[at / 8 + 2]];
    try {
      const value = readShortAt(bytes, at + HEADER, length);
      return this.#free(size, unread) ? { id, value, time } : undefined;
    } catch {
      return this.#violated();
    }
  }

  /**
   * Gives bytes back to the worker.
   * @param {number} size
   * @param {number} unread
   */
  #free(size, unread) {
    if (size > unread || unread > SIZE) {
      this.#violated();
      return false;
    }
    this.#tail = (this.#tail + size) >>> 0;
    Atomics.store(this.#ring.words, WORDS.TAIL, this.#tail);
    return true;
  }

  #violated() {
    this.#isBroken = true;
    this.#onViolation();
    return undefined;
  }
}

module.exports = { ResultReader };
