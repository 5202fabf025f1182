'use strict';

const { setImmediate } = require('node:timers');
const { types } = require('node:util');
const { ScratchViews } = require('./scratch-views.js');

/**
 * Messages that are sent together, the views in them that are Buffers, and the memory of long views, which is theirs alone and is
 * transferred.
 * @typedef {{ messages: unknown[][], buffers: Uint8Array[], memory: ArrayBuffer[] }} Batch
 */

/**
 * Messages that the receiver does not wait for, sent together at the end of the turn: to wake another thread costs more than
 * all the rest of a small message.
 *
 * Views in them are copied when they are added. In one clone of all messages those with the same memory would share it,
 * so that one task would see what another writes; and the caller may transfer its memory before the end of the turn.
 */
class HeldMessages {
  #batch = emptyBatch();
  #scratch = new ScratchViews();
  #send;
  #flush = () => this.flush();

  /** @param {(batch: Batch) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {unknown[]} message one that `isPlain` */
  add(message) {
    if (this.#batch.messages.length === 0) setImmediate(this.#flush);
    this.#batch.messages.push(this.#apart(message));
  }

  /** Sends them now, before what follows. */
  flush() {
    if (this.#batch.messages.length === 0) return;
    const batch = this.#batch;
    this.#batch = emptyBatch();
    this.#send(batch);
    this.#scratch.release();
  }

  /**
   * @param {unknown[]} parts
   * @returns {unknown[]}
   */
  #apart(parts) {
    if (!parts.some(hasView)) return parts;
    return parts.map((part) => {
      if (Array.isArray(part)) return this.#apart(part);
      return types.isUint8Array(part) ? this.#copyOf(part) : part;
    });
  }

  /** @param {Uint8Array} view */
  #copyOf(view) {
    const copy = this.#scratch.copyOf(view) ?? this.#ownCopyOf(view);
    if (Buffer.isBuffer(view)) this.#batch.buffers.push(copy);
    return copy;
  }

  /** @param {Uint8Array} view */
  #ownCopyOf(view) {
    const copy = new Uint8Array(view);
    this.#batch.memory.push(copy.buffer);
    return copy;
  }
}

/** @returns {Batch} */
function emptyBatch() {
  return { messages: [], buffers: [], memory: [] };
}

/** @param {unknown} part */
function hasView(part) {
  return ArrayBuffer.isView(part) || (Array.isArray(part) && part.some(hasView));
}

/**
 * Whether a message can be cloned for certain, and its views by a copy of each: a fault in one would be a fault of all that
 * are sent with it.
 * @param {unknown[]} message
 */
function isPlain(message) {
  /** @type {unknown[]} */
  const memory = [];
  for (const part of message) {
    if (!(Array.isArray(part) ? isPlainList(part, memory) : isPlainValue(part, memory))) return false;
  }
  return true;
}

/**
 * @param {unknown[]} list
 * @param {unknown[]} memory that of the views before it
 */
function isPlainList(list, memory) {
  if (types.isProxy(list) || Object.keys(list).length !== list.length) return false;
  for (const value of list) if (!isPlainValue(value, memory)) return false;
  return true;
}

/**
 * @param {unknown} value
 * @param {unknown[]} memory
 */
function isPlainValue(value, memory) {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  return types.isUint8Array(value) && isOwn(value, memory);
}

/**
 * Whether a copy of the view is what a clone of the message has: its memory is of a fixed length, not shared with other
 * threads, and not that of another view.
 * @param {Uint8Array} view
 * @param {unknown[]} memory
 */
function isOwn({ buffer, byteLength }, memory) {
  // Memory without a length may be detached.
  if (byteLength === 0 || types.isSharedArrayBuffer(buffer) || Reflect.get(buffer, 'resizable')) return false;
  return !memory.includes(buffer) && memory.push(buffer) > 0;
}

module.exports = { HeldMessages, isPlain };
