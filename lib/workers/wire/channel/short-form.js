'use strict';

/**
 * The short form of a value, which most messages have: a few primitives, arrays and views. It is written and read
 * several times as fast as V8's format, whose reader and writer are made anew for each message.
 *
 * It begins with `MARK`, which V8's never does, and goes on with one value: its kind (1 byte), and
 *
 * | kind      | what follows |
 * | --------- | ------------ |
 * | INTEGER   | 4 bytes, signed |
 * | NUMBER    | 8 bytes |
 * | TEXT      | length (1 byte), Latin-1 |
 * | ARRAY     | length (1 byte), that many values |
 * | VIEW      | place in `VIEWS` (1 byte), length in bytes (4 bytes), the bytes |
 *
 * and of the others nothing. Numbers are little-endian. There are no references: no object is in it twice.
 */
const MARK = 1;

const KINDS = Object.freeze({
  UNDEFINED: 0,
  NULL: 1,
  FALSE: 2,
  TRUE: 3,
  INTEGER: 4,
  NUMBER: 5,
  TEXT: 6,
  ARRAY: 7,
  VIEW: 8,
});

module.exports = {
  MARK,
  KINDS,
  /** The longest text and array, so that a byte tells their length. */
  MAX_LENGTH: 255,
  /** Arrays and views in a value, in all. */
  MAX_OBJECTS: 8,
};
