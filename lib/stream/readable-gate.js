'use strict';

/**
 * Back-pressure of a stream's readable side. The work of the stream awaits `room` before it makes more output; `wake`
 * is to be called when a reader wants more, and when the stream is destroyed. Only one `room` is awaited at a time.
 */
class ReadableGate {
  #stream;
  #isFull = false;
  /** @type {(() => void) | undefined} */
  #wake;

  /** @param {import('node:stream').Duplex} stream */
  constructor(stream) {
    this.#stream = stream;
  }

  /** Whether the stream is destroyed, so that nobody wants more output. */
  get isClosed() {
    return this.#stream.destroyed;
  }

  /**
   * Passes bytes to the readable side.
   * @param {Uint8Array} bytes
   */
  push(bytes) {
    if (bytes.length === 0 || this.isClosed) return;
    try {
      this.#isFull = !this.#stream.push(bytes);
    } catch (error) {
      // A listener of the stream has thrown this. It is not a failure of the work: Node reports it as uncaught.
      process.nextTick(raise, error);
    }
  }

  /** Ends the readable side. What is written from now on does not wait for a reader. */
  end() {
    this.#isFull = false;
    this.#stream.push(null);
  }

  /** Waits until the readable side has room, or the stream is destroyed. */
  async room() {
    while (this.#isFull && !this.isClosed) {
      await new Promise((resolve) => {
        this.#wake = () => resolve(undefined);
      });
    }
  }

  wake() {
    this.#isFull = false;
    this.#wake?.();
  }
}

/** @param {unknown} error */
function raise(error) {
  throw error;
}

module.exports = { ReadableGate };
