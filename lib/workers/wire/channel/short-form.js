'use strict';

/**
 * The short form of a value: a few primitives, arrays, plain objects and views, which is what most messages are. It is written
 * and read several times as fast as V8's format, whose reader and writer have to be created for each message.
 *
 * It is `MARK`, which V8's format never begins with, and one value: its kind (1 byte), and
 *
 * | kind      | what follows |
 * | --------- | ------------ |
 * | INTEGER   | 4 bytes, signed |
 * | NUMBER    | 8 bytes |
 * | TEXT      | length (1 byte), Latin-1 |
 * | LONG_TEXT | length (4 bytes), Latin-1 |
 * | ARRAY     | length (1 byte), that many values |
 * | OBJECT    | number of keys (1 byte), and of each its length (1 byte), Latin-1, and its value |
 * | VIEW      | place in `VIEWS` (1 byte), length in bytes (4 bytes), the bytes |
 *
 * and nothing for the other kinds. Numbers are little-endian. There are no references: no object is in it twice. There is no
 * key `__proto__`, which needs care.
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
  OBJECT: 9,
  LONG_TEXT: 10,
});

module.exports = {
  MARK,
  KINDS,
  /** The most values and keys of an array and an object, and the longest TEXT and key: their length has one byte. */
  MAX_LENGTH: 255,
  /** The most arrays, objects and views in a value. */
  MAX_OBJECTS: 8,
};
