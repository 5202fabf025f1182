'use strict';

/** How many bytes of a worker's standard error are kept. */
const KEPT = 8192;

/** The end of what a worker wrote to its standard error. */
class StderrTail {
  #bytes = Buffer.alloc(0);

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(-KEPT)]).subarray(-KEPT);
  }

  text() {
    return this.#bytes.toString();
  }
}

module.exports = { StderrTail };
