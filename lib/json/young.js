'use strict';

/**
 * Values that were just built all survive V8's collection of its young generation, which copies them and stops the
 * loop meanwhile: for 10 to 15 ms where the generation is full at 16 MiB. It is collected earlier, and so for a shorter
 * time, when ArrayBuffers that nothing refers to hold 32 MiB. Their memory is never touched, so that they cost next to
 * nothing. Where V8 does otherwise the collections are as long as ever, and nothing else is lost.
 */
const UNTOUCHED = 32 << 20;
/** Text whose values are some 1.5 MB of heap, copied in 3 ms. */
const TEXT_A_COLLECTION = 512 << 10;

/** From version 24 on V8 answers to these buffers with collections of all generations, which take longer. */
const IS_OF_USE = Number.parseInt(process.versions.node, 10) < 24;

/**
 * Has the young generation collected if that is due.
 * @param {number} bytes of text that became values since the last time
 * @returns {number} of these, how many were not taken care of
 */
function collectYoung(bytes) {
  if (bytes < TEXT_A_COLLECTION || !IS_OF_USE) return bytes;
  void new ArrayBuffer(UNTOUCHED);
  return 0;
}

module.exports = { collectYoung };
