'use strict';

const native = require('../../../native.js');
const { MESSAGE_HEAD, NUMBER, TYPES } = require('./frames.js');
const { HUGE, LARGE, LARGE_VALUE, sumOf } = require('./limits.js');
const { ProtocolError, tooLarge } = require('./protocol-error.js');

/**
 * A message that is complete.
 * @typedef {{ body: Buffer, attachments: ArrayBuffer[] }} Received
 */

/**
 * A message whose parts are arriving: `targets` are filled one after the other.
 * @typedef {{ body: Buffer | undefined, sizes: number[], targets: Buffer[], offset: number }} Partial
 */

/** Assembles messages from frames. Checks every number before it allocates memory. */
class Inbox {
  #limits;
  #arena;
  /** @type {Partial | undefined} */
  #partial;

  /**
   * @param {import('./limits.js').MessageLimits} limits
   * @param {import('../../../native').Arena | null} arena
   */
  constructor(limits, arena) {
    this.#limits = limits;
    this.#arena = arena;
  }

  /**
   * @param {number} type
   * @param {Buffer} payload
   * @returns {Received | undefined} the message that this completes
   * @throws {ProtocolError}
   */
  take(type, payload) {
    switch (type) {
      case TYPES.MESSAGE:
        return this.#begin(payload);
      case TYPES.PIECE:
        return this.#fill(payload.length, (target, offset) => payload.copy(target, offset));
      case TYPES.SLOT:
        return this.#slot(payload.readUInt32LE(0), payload.readUInt32LE(NUMBER));
      case TYPES.ABANDON:
        return this.#abandon();
      default:
        return undefined;
    }
  }

  /**
   * @param {Buffer} payload of a MESSAGE
   * @returns {Received | undefined} the message, if it has no parts that are still to come
   */
  #begin(payload) {
    const length = payload.readUInt32LE(0);
    const count = payload.readUInt32LE(NUMBER);
    const inline = MESSAGE_HEAD + count * NUMBER;
    if (payload.length !== inline + (length > LARGE_VALUE ? 0 : length)) {
      throw new ProtocolError('a message whose length differs from that of its frame');
    }
    if (length > this.#limits.message) throw tooLarge('a message', length, this.#limits.message);
    const sizes = readNumbers(payload.subarray(MESSAGE_HEAD, inline));
    this.#checkSizes(sizes);
    if (length <= LARGE_VALUE && count === 0) return { body: payload.subarray(inline), attachments: [] };
    if (this.#partial !== undefined) throw new ProtocolError('a message inside another');
    const body = length > LARGE_VALUE ? undefined : Buffer.from(payload.subarray(inline));
    if (body === undefined) sizes.unshift(length);
    this.#partial = { body, sizes, targets: [], offset: 0 };
    return undefined;
  }

  /** @param {number[]} sizes */
  #checkSizes(sizes) {
    if (sizes.some((size) => size <= LARGE))
      throw new ProtocolError('an attachment that is too small to be one');
    const sum = sumOf(sizes);
    if (sum > this.#limits.attached) throw tooLarge('a message with buffers', sum, this.#limits.attached);
  }

  /**
   * @param {number} slot
   * @param {number} length
   * @returns {Received | undefined} the message, if this completes it
   */
  #slot(slot, length) {
    const arena = this.#arena;
    if (arena === null || slot >= arena.slots || length === 0 || length > arena.slotBytes) {
      throw new ProtocolError(`slot ${slot} with ${length} bytes does not exist`);
    }
    return this.#fill(length, (target, offset) => arena.take(slot, length, target, offset));
  }

  #abandon() {
    if (this.#partial === undefined) throw new ProtocolError('an end to a message that had not begun');
    this.#partial = undefined;
    return undefined;
  }

  /**
   * @param {number} length
   * @param {(target: Buffer, offset: number) => void} copy
   */
  #fill(length, copy) {
    const partial = this.#partial;
    if (partial === undefined) throw new ProtocolError('bytes outside of a message');
    const { sizes, targets, offset } = partial;
    if (offset === 0) targets.push(allocate(sizes[targets.length]));
    const target = targets[targets.length - 1];
    if (offset + length > target.length) throw new ProtocolError('more bytes than were announced');
    copy(target, offset);
    partial.offset = offset + length === target.length ? 0 : offset + length;
    if (partial.offset > 0 || targets.length < sizes.length) return undefined;
    this.#partial = undefined;
    return complete(partial);
  }
}

/**
 * @param {Partial} partial
 * @returns {Received}
 */
function complete({ body, targets }) {
  const [first, ...others] = targets;
  const rest = body === undefined ? others : targets;
  // Each has memory of its own.
  const attachments = rest.map((target) => /** @type {ArrayBuffer} */ (target.buffer));
  return { body: body ?? first, attachments };
}

/** @param {Buffer} bytes */
function readNumbers(bytes) {
  const numbers = [];
  for (let at = 0; at < bytes.length; at += NUMBER) numbers.push(bytes.readUInt32LE(at));
  return numbers;
}

/**
 * Memory that is not shared with Node's pool, and not cleared: the caller fills all of it.
 * @param {number} size
 * @throws {ProtocolError} when there is not enough memory
 */
function allocate(size) {
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    if (size >= HUGE) native.preferHugePages?.(bytes);
    return bytes;
  } catch {
    throw new ProtocolError(
      `not enough memory for a buffer of ${size} bytes`,
      'ERR_WORKER_MESSAGE_TOO_LARGE',
    );
  }
}

module.exports = { Inbox };
