'use strict';

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

module.exports = {
  LARGE,
  LARGE_VALUE,
  MAX_ATTACHED,
  MAX_MESSAGE,
  /** Buffers that one message may carry beside itself: each is larger than `LARGE`. */
  MAX_ATTACHMENTS: MAX_ATTACHED / LARGE,
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
};
