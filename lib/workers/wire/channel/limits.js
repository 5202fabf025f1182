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

/** Bytes of serialized value in one message of a sandboxed worker, unless `limits.messageMb` says otherwise. */
const MAX_MESSAGE = 16 * MIB;
/** The same between ends that trust each other: what the length in a frame can say. */
const MAX_TRUSTED_MESSAGE = 2 ** 32 - 1;
/** Large buffers in one message: each is larger than `LARGE`. */
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
  const name = limit < MAX_ATTACHED ? `limits.messageMb is ${limit / MIB} MiB` : 'one message can have';
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
  MAX_MESSAGE,
  MAX_TRUSTED_MESSAGE,
  MAX_ATTACHMENTS,
  /** Slots of an arena, and their size. One turn of the loop copies all slots at most. */
  SLOTS: 8,
  SLOT_BYTES: 256 * KIB,
  /** Bytes. Memory of this size and more is asked for in huge pages: filling it costs fewer page faults. */
  HUGE: 4 * MIB,
  /** When this many bytes wait to be sent, the sender should wait. */
  HIGH_WATER: MIB,
  /** Frames that one turn of the loop reads from one channel. */
  FRAMES_A_TURN: 512,
  /** How many turns in a row an untrusted end may fill with frames. */
  FULL_TURNS: 2000,
  checkSize,
  limitsOf,
  sumOf,
};
