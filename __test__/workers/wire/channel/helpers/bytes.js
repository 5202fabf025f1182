'use strict';

/** Bytes that differ from one place to any other nearby. */
function bytes(size, seed = 0) {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0; index < words.length; index += 1) words[index] = (index + seed) * 2_654_435_761;
  return Buffer.from(words.buffer, 0, size);
}

module.exports = { bytes };
