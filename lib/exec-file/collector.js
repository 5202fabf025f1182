'use strict';

const { StringDecoder } = require('node:string_decoder');
const { setImmediate: turn } = require('node:timers/promises');
const { joined } = require('../data/joined.js');

/**
 * How many milliseconds without output an open pipe is read after its command has ended: another process may hold it
 * open.
 */
const SILENCE = 100;
/** How many times it is waited for that silence: a process that left the command's group may write without an end. */
const MOST_WAITS = 10;

/** Collects the output of one pipe, as text or bytes, up to a limit. */
class Collector {
  /** @type {any[]} */
  #pieces = [];
  #size = 0;
  #limit;
  #decoder;
  #pipe;
  #closed;

  /**
   * @param {import('node:net').Socket | null} pipe null where the command was not started
   * @param {BufferEncoding | undefined} encoding undefined for bytes
   * @param {number} limit in bytes; output above it is dropped
   * @param {(bytes: number) => void} onData called with the number of bytes of each chunk, including those that are dropped
   */
  constructor(pipe, encoding, limit, onData) {
    this.#pipe = pipe;
    this.#limit = limit;
    this.#decoder = encoding === undefined ? undefined : new StringDecoder(encoding);
    this.#closed = new Promise((resolve) => {
      if (pipe === null) resolve(true);
      pipe?.once('close', () => resolve(true));
    });
    pipe?.on('data', (chunk) => {
      this.#take(chunk);
      onData(chunk.length);
    });
    pipe?.on('error', () => {});
  }

  get isOver() {
    return this.#size > this.#limit;
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    const room = Math.max(0, this.#limit - this.#size);
    this.#size += chunk.length;
    if (room === 0) return;
    const piece = this.#decoder === undefined ? chunk : this.#decoder.write(chunk);
    // As in node, the last piece of text has as many characters as there was room for bytes.
    this.#pieces.push(this.isOver ? piece.slice(0, room) : piece);
  }

  /** All that was kept, once it is `closed`. */
  contents() {
    if (this.#decoder === undefined) return this.#pieces[0];
    const rest = this.isOver ? '' : this.#decoder.end();
    return this.#pieces.join('') + rest;
  }

  /** Waits until everything has arrived that an ended command wrote, but not forever for what others write. */
  async closed() {
    await this.#end();
    if (this.#decoder === undefined) this.#pieces = [await joined(this.#pieces)];
  }

  async #end() {
    for (let waits = 0, before = -1; waits < MOST_WAITS && this.#size !== before; waits += 1) {
      before = this.#size;
      if (await this.#closesWithin(SILENCE)) return;
      // Timers run before input in a turn of the loop: let it arrive.
      await turn();
    }
    this.#pipe?.destroy();
  }

  /** @param {number} milliseconds */
  async #closesWithin(milliseconds) {
    let timer;
    const silent = new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const closed = await Promise.race([this.#closed, silent]);
    clearTimeout(timer);
    return closed;
  }
}

module.exports = { Collector };
