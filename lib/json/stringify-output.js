'use strict';

const { endOfSlice } = require('../data/loop-budget.js');

const BLOCK = 1 << 20;
/** UTF-16 units that are encoded at a time: at most three bytes each. */
const PIECE = 1 << 16;
/** Text is encoded when more units than this are collected. */
const SHORT = 1 << 12;

/** Collects text as UTF-8. Long text waits, and `advance` adds it piece by piece. */
class Output {
  #text = '';
  #units = 0;
  /** @type {Uint8Array[]} */
  #full = [];
  #size = 0;
  /** @type {Buffer | undefined} */
  #block;
  #used = 0;
  /** @type {{ text: string, at: number, isQuoted: boolean }[]} */
  #waiting = [];

  #fullAt;
  #mostUnits;

  /** @param {{ fullAt?: number, mostUnits?: number }} [limits] bytes to take before more is written, and units in all */
  constructor({ fullAt = Infinity, mostUnits = Infinity } = {}) {
    this.#fullAt = fullAt;
    this.#mostUnits = mostUnits;
  }

  /** Whether bytes are to be taken before more is written. */
  get isFull() {
    return this.#size + this.#used >= this.#fullAt;
  }

  /** Whether texts wait for `advance`. */
  get isBehind() {
    return this.#waiting.length > 0;
  }

  /** @param {string} text */
  write(text) {
    if (this.isBehind || text.length > 4 * PIECE) this.#waiting.push({ text, at: 0, isQuoted: false });
    else this.#add(text);
  }

  /** Writes a string in JSON's form. @param {string} text */
  writeString(text) {
    if (text.length <= PIECE) return this.write(JSON.stringify(text));
    this.write('"');
    this.#waiting.push({ text, at: 0, isQuoted: true });
    this.write('"');
  }

  /** Writes the next piece of the text that has waited longest. */
  advance() {
    const first = this.#waiting[0];
    const { text, at } = first;
    const end = endOfSlice(text, at, PIECE);
    const piece = text.slice(at, end);
    this.#add(first.isQuoted ? JSON.stringify(piece).slice(1, -1) : piece);
    first.at = end;
    if (end === text.length) this.#waiting.shift();
  }

  /** The bytes so far, which are the reader's then. */
  take() {
    this.#encode();
    this.#seal();
    const taken = this.#full;
    this.#full = [];
    this.#size = 0;
    return taken;
  }

  /**
   * All of the text in one Buffer, which is filled in slices of time.
   * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
   */
  async joined(slice) {
    if (this.#block === undefined) return Buffer.from(this.#text);
    this.#encode();
    this.#seal();
    const whole = Buffer.allocUnsafeSlow(this.#size);
    let start = 0;
    for (const block of this.#full) {
      if (slice.isOver) await slice.next();
      whole.set(block, start);
      start += block.length;
    }
    return whole;
  }

  /** @param {string} text */
  #add(text) {
    this.#units += text.length;
    if (this.#units > this.#mostUnits) throw new RangeError('Invalid string length');
    if (text.length > SHORT) {
      // By itself: V8 would copy it to join it with what comes before.
      this.#encode();
      return this.#encodeText(text);
    }
    this.#text += text;
    if (this.#text.length > SHORT) this.#encode();
  }

  #encode() {
    this.#encodeText(this.#text);
    this.#text = '';
  }

  /** @param {string} text */
  #encodeText(text) {
    if (this.#used + 3 * text.length > (this.#block?.length ?? 0)) this.#seal();
    this.#block ??= Buffer.allocUnsafeSlow(BLOCK);
    this.#used += this.#block.write(text, this.#used);
  }

  #seal() {
    if (this.#block === undefined) return;
    this.#full.push(this.#block.subarray(0, this.#used));
    this.#size += this.#used;
    this.#block = undefined;
    this.#used = 0;
  }
}

module.exports = { Output };
