'use strict';

const { setImmediate } = require('node:timers');
const { MAX_PIECE, pieceFrame, slotFrame } = require('./frames.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * A way for the bytes of large messages: within frames, or in the slots of an arena. `send` gives the number of bytes that
 * it sent. When `isReady` becomes true again, the outbox is called back.
 * @typedef {{ isReady(): boolean, send(bytes: Uint8Array, offset: number): number }} Transport
 */

/**
 * Sends pieces within frames, as many at a time as the socket takes.
 * @implements {Transport}
 */
class SocketTransport {
  #socket;

  /**
   * @param {import('node:net').Socket} socket
   * @param {() => void} onReady
   */
  constructor(socket, onReady) {
    this.#socket = socket;
    // In the next turn: if the other end reads as fast as we write, this turn would never end.
    socket.on('drain', () => setImmediate(onReady));
  }

  isReady() {
    return !this.#socket.writableNeedDrain;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} offset
   */
  send(bytes, offset) {
    const piece = bytes.subarray(offset, offset + MAX_PIECE);
    this.#socket.write(pieceFrame(piece));
    return piece.byteLength;
  }
}

/**
 * Sends slots of memory that both processes have mapped. A slot is ours until it is announced, and again when the other
 * end has copied it out: neither end waits for the other to read.
 * @implements {Transport}
 */
class SlotTransport {
  #socket;
  #arena;
  /** @type {number[]} */
  #free;
  /** @type {Set<number>} */
  #taken = new Set();

  /**
   * @param {import('node:net').Socket} socket
   * @param {import('../../../native').Arena} arena
   */
  constructor(socket, arena) {
    this.#socket = socket;
    this.#arena = arena;
    this.#free = Array.from({ length: arena.slots }, (_, slot) => slot);
  }

  isReady() {
    return this.#free.length > 0;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} offset
   */
  send(bytes, offset) {
    // The slot that was freed last: its memory is probably in the processor's cache.
    const slot = /** @type {number} */ (this.#free.pop());
    const length = this.#arena.put(slot, bytes, offset);
    this.#taken.add(slot);
    this.#socket.write(slotFrame(slot, length));
    return length;
  }

  /**
   * @param {number} slot
   * @throws {ProtocolError} for a slot that was not announced
   */
  free(slot) {
    if (!this.#taken.delete(slot)) throw new ProtocolError(`slot ${slot} was freed but is not in use`);
    this.#free.push(slot);
  }
}

module.exports = { SocketTransport, SlotTransport };
