'use strict';

const { performance } = require('node:perf_hooks');

/** ArrayBuffers of this size that nothing refers to make V8 collect its young generation. */
const UNTOUCHED = 32 << 20;
/** Text whose values are some 1.5 MB of heap, copied in 3 ms. */
const TEXT_A_COLLECTION = 512 << 10;
/** Milliseconds that tell of something else than such a collection, and how often that is borne with. */
const TOO_LONG = 10;
const TIMES = 2;
/** From version 24 on V8 answers to these buffers with collections of all generations, which take longer. */
const IS_OF_USE = Number.parseInt(process.versions.node, 10) < 24;

/**
 * Values that were just built all survive V8's collection of its young generation, which copies them and stops the
 * loop meanwhile: for 10 to 15 ms where the generation is full at 16 MiB. It is collected earlier, and so for a shorter
 * time, when ArrayBuffers that nothing refers to hold 32 MiB. Their memory is never touched, so that they cost next to
 * nothing. Where that does not help, or V8 does otherwise, it ends, and collections are as long as they ever were.
 */
class YoungGeneration {
  #bytes = 0;
  #timesLeft = IS_OF_USE ? TIMES : 0;

  /**
   * Counts text that became values, and has the young generation collected if that is due.
   * @param {number} bytes
   */
  grow(bytes) {
    this.#bytes += bytes;
    if (this.#bytes < TEXT_A_COLLECTION || this.#timesLeft === 0) return;
    this.#bytes = 0;
    const start = performance.now();
    void new ArrayBuffer(UNTOUCHED);
    // The limit is looked at before a buffer is made.
    void new ArrayBuffer(1);
    if (performance.now() - start > TOO_LONG) this.#timesLeft -= 1;
  }
}

module.exports = { YoungGeneration };
