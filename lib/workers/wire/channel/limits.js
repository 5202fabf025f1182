'use strict';

const { TaskDataError } = require('../../errors.js');

const KIB = 1024;
const MIB = 1024 * KIB;

/** A buffer that is larger than this travels in pieces beside its message. */
const LARGE = 64 * KIB;
/** And so does a serialized value that is larger than this: one buffer that is not large, and what is around it. */
const LARGE_VALUE = LARGE + KIB;

/** What one message may hold in such buffers, in all, between ends that trust each other. */
const MAX_ATTACHED = 1024 * MIB;

/** What one message may hold in serialized values unless `limits.messageMb` says otherwise. */
const MAX_MESSAGE = 16 * MIB;
/** Buffers that one message may carry beside itself: each is larger than `LARGE`. */
const MAX_ATTACHMENTS = MAX_ATTACHED / LARGE;

/**
 * What one message may have, in bytes: in its serialized value, and in its large buffers together.
 * @typedef {{ message: number, attached: number }} MessageLimits
 */

/**
 * Between ends that trust each other large buffers have a bound of their own: they are only copied.
 * @param {number} maxMessage
 * @param {boolean} trusted
 * @returns {MessageLimits}
 */
function limitsOf(maxMessage, trusted) {
  return { message: maxMessage, attached: trusted ? MAX_ATTACHED : maxMessage };
}

/**
 * Refuses here what the other end would refuse.
 * @param {import('./serialize.js').Serialized} message
 * @param {MessageLimits} limits
 * @throws {TaskDataError} ERR_TASK_TOO_LARGE
 */
function checkSize({ body, attachments }, limits) {
  if (body.length > limits.message) throw tooLarge('values', body.length, limits.message);
  const sum = sumOf(attachments.map((part) => part.byteLength));
  if (sum > limits.attached) throw tooLarge('buffers', sum, limits.attached);
  if (attachments.length > MAX_ATTACHMENTS) throw tooLarge('buffers', sum, MAX_ATTACHED);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 */
function tooLarge(what, bytes, limit) {
  const message = `The message has ${bytes} bytes of ${what}, and ${limit} are allowed`;
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
  MAX_MESSAGE,
  MAX_ATTACHMENTS,
  /** Slots of an arena, and their size. All slots together are what one turn of the loop copies at most. */
  SLOTS: 8,
  SLOT_BYTES: 256 * KIB,
  /** From this size on memory is asked for in huge pages, so that filling it is not all page faults. */
  HUGE: 4 * MIB,
  /** Bytes that wait to be sent before the sender is asked to hold back. */
  HIGH_WATER: MIB,
  /** Frames that one turn of the loop takes from one channel. */
  FRAMES_A_TURN: 512,
  /** How many turns in a row may be full of frames before an end that is not trusted is a flood. */
  FULL_TURNS: 2000,
  checkSize,
  limitsOf,
  sumOf,
};
