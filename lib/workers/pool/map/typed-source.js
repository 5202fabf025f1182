'use strict';

const { types } = require('node:util');
const { viewOf } = require('../../../data/bytes.js');
const { checkSize } = require('../../../data/loop-budget.js');

/**
 * Where the items of a map come from. `take` gives those of the next chunk, one at least, or undefined at the end; `close`
 * ends the source.
 * @typedef {{ take(size: import('./chunk-size.js').Size): Promise<Chunk | undefined>, close(): Promise<void> }} Source
 * @typedef {{ items: any, transfer: any[] }} Chunk
 */

/**
 * The numbers of a typed array, cut into typed arrays. Fails with ERR_INVALID_STATE where its memory is gone, or has
 * another size than at first.
 * @implements {Source}
 */
class TypedSource {
  #array;
  #size;
  #cut;
  #at = 0;

  /**
   * @param {any} array
   * @param {(part: any) => Chunk} cut what is sent for a part of the array
   */
  constructor(array, cut) {
    viewOf(array, 'items');
    this.#array = array;
    this.#size = array.byteLength;
    this.#cut = cut;
  }

  /** @param {import('./chunk-size.js').Size} size */
  async take({ items, bytes }) {
    checkSize(this.#array.byteLength, this.#size);
    const most = Math.max(1, Math.min(items, Math.floor(bytes / this.#array.BYTES_PER_ELEMENT)));
    const part = this.#array.subarray(this.#at, this.#at + most);
    this.#at += part.length;
    return part.length === 0 ? undefined : this.#cut(part);
  }

  async close() {}
}

/**
 * A part goes to a process as it is: its bytes are copied when it is sent. Shared memory goes to a thread as it is. Of other
 * memory a clone for a thread would have all, so that a part is copied and, where it need not be sent twice, moved.
 * @param {{ isThread: boolean, mayMove: boolean }} how
 * @returns {(part: any) => Chunk}
 */
function cutter({ isThread, mayMove }) {
  return (part) => {
    if (types.isSharedArrayBuffer(part.buffer) === isThread) return { items: part, transfer: [] };
    const items = copyOf(part);
    return { items, transfer: isThread && mayMove ? [items.buffer] : [] };
  };
}

/**
 * A copy with memory that nothing else uses.
 * @param {any} part
 */
function copyOf(part) {
  return Buffer.isBuffer(part) ? Buffer.from(new Uint8Array(part).buffer) : part.slice();
}

module.exports = { TypedSource, cutter };
