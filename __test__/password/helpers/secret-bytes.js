'use strict';

const LENGTH = 64;
/** V8 keeps smaller memory on its own heap, and copies it from there when native code asks for it. */
const OUTSIDE_HEAP = 4096;

/** Bytes that are found nowhere else, computed in place: no copy of them is ever anywhere but in the result. */
function secretBytes() {
  const bytes = Buffer.alloc(OUTSIDE_HEAP).subarray(0, LENGTH);
  let state = 20_240_611;
  for (let at = 0; at < LENGTH; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    // bcrypt takes no zero byte.
    bytes[at] = 1 + ((state >>> 16) % 255);
  }
  return bytes;
}

module.exports = { secretBytes };
