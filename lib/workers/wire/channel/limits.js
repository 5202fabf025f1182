'use strict';

const { TaskDataError } = require('../../errors.js');

const KIB = 1024;
const MIB = 1024 * KIB;

/** Bytes. A larger buffer is sent in pieces beside its message. */
const LARGE = 64 * KIB;
/** Bytes. A larger serialized value is sent in pieces too. It fits one buffer that is not large, and some more. */
const LARGE_VALUE = LARGE + KIB;

/** Bytes of large buffers in one message, between ends that trust each other. */
const MAX_ATTACHED = 1024 * MIB;

/**
 * Bytes of serialized value in one message between ends that trust each other, unless `limits.messageMb` says otherwise:
 * a little less than the length in a frame can say.
 */
const MAX_MESSAGE = 4096 * MIB - MIB;
/** The same from an end that is not trusted, and of its large buffers. */
const MAX_UNTRUSTED = { message: MIB, attached: 16 * MIB };
/** Large buffers in one message: each is larger than `LARGE`. */
const MAX_ATTACHMENTS = MAX_ATTACHED / LARGE;

/**
 * What one message may have, in bytes: in its serialized value, and in its large buffers together.
 * @typedef {{ message: number, attached: number }} MessageLimits
 */

/**
 * Between ends that trust each other large buffers have a bound of their own: they are only copied.
 * @param {number | undefined} maxMessage bytes; undefined for the default
 * @param {boolean} trusted whether the sender is
 * @returns {MessageLimits}
 */
function limitsOf(maxMessage, trusted) {
  if (trusted) return { message: maxMessage ?? MAX_MESSAGE, attached: MAX_ATTACHED };
  return maxMessage === undefined ? MAX_UNTRUSTED : { message: maxMessage, attached: maxMessage };
}

/**
 * Refuses what the other end would refuse.
 * @param {import('./serialize.js').Serialized} message
 * @param {MessageLimits} limits
 * @throws {TaskDataError} ERR_TASK_TOO_LARGE
 */
function checkSize({ body, attachments }, limits) {
  if (body.length > limits.message) throw tooLarge('values', body.length, limits.message);
  const sum = sumOf(attachments.map((part) => part.byteLength));
  if (sum > limits.attached) throw tooLarge('large buffers', sum, limits.attached);
  if (attachments.length > MAX_ATTACHMENTS) throw tooLarge('large buffers', sum, MAX_ATTACHED);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 */
function tooLarge(what, bytes, limit) {
  const name =
    limit < MAX_ATTACHED
      ? `limits.messageMb ${what === 'values' ? 'is' : 'allows'} ${limit / MIB} MiB`
      : 'one message can have';
  const message = `The message has ${bytes} bytes of ${what}: ${name} (${limit} bytes)`;
  return new TaskDataError('ERR_TASK_TOO_LARGE', message);
}

/** @param {number[]} numbers */
function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

module.exports = {
  LARGE,
  LARGE_VALUE,
  MAX_ATTACHED,
  MAX_ATTACHMENTS,
  /** Slots of an arena, and their size. One turn of the loop copies all slots at most. */
  SLOTS: 8,
  SLOT_BYTES: 256 * KIB,
  /** Bytes. Memory of this size and more is asked for in huge pages: filling it costs fewer page faults. */
  HUGE: 4 * MIB,
  /** When this many bytes wait to be sent, the sender should wait. */
  HIGH_WATER: MIB,
  /**
   * What one turn of the loop takes in from one end: frames, bytes, and milliseconds that it takes. From a worker process
   * its output counts too.
   */
  TURN: {
    trusted: { frames: 512, bytes: Infinity, time: 10 },
    untrusted: { frames: 512, bytes: 8 * 256 * KIB, time: 5 },
  },
  /** How many turns in a row an untrusted end may fill with frames. */
  FULL_TURNS: 2000,
  checkSize,
  limitsOf,
  sumOf,
};
