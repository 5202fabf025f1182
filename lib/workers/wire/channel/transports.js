'use strict';

const { setImmediate } = require('node:timers');
const { MAX_PIECE, pieceFrame, slotFrame } = require('./frames.js');
const { ProtocolError } = require('./protocol-error.js');

/**
 * How the bytes of large messages travel: within frames, or in the slots of an arena.
 * @typedef {{ isReady(): boolean, send(bytes: Uint8Array, offset: number): number }} Carrier `send` tells how many
 *   bytes went; when `isReady` turns true again, the outbox that was given is told
 */

/**
 * Pieces within frames, as many at a time as the socket takes.
 * @implements {Carrier}
 */
class SocketCarrier {
  #socket;

  /**
   * @param {import('node:net').Socket} socket
   * @param {() => void} onReady
   */
  constructor(socket, onReady) {
    this.#socket = socket;
    // In the next turn: a socket that is read as fast as it is written to would never leave this one.
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
 * Slots of memory that both processes have mapped. A slot is ours until it is announced, and again once the other
 * end says that it was copied out: neither end ever waits for the other to read.
 * @implements {Carrier}
 */
class SlotCarrier {
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
    // The one that was freed last: its memory is still in the processor's cache.
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
    if (!this.#taken.delete(slot)) throw new ProtocolError(`slot ${slot} was freed and is not in use`);
    this.#free.push(slot);
  }
}

module.exports = { SocketCarrier, SlotCarrier };
