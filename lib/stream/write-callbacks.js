'use strict';

/** @typedef {(error?: Error | null) => void} Callback */

/**
 * Counts the callbacks of a stream's writes that are still to be called. While there are any, its chunks must not be
 * worked on together: Writable calls back only when all of them are done, but a callback is to see the output of what
 * was written before it, and no more.
 */
class WriteCallbacks {
  #count = 0;

  get areDue() {
    return this.#count > 0;
  }

  /**
   * Calls a `write` with the arguments of its caller.
   * @param {(...args: any[]) => boolean} write
   * @param {any} chunk
   * @param {any[]} rest an encoding, a callback, or both
   */
  write(write, chunk, rest) {
    const at = rest.findIndex((argument) => typeof argument === 'function');
    if (at === -1) return write(chunk, ...rest);
    const accepted = write(chunk, ...rest.slice(0, at), this.#counted(rest[at]));
    // If `write` throws, it does not call back. It never calls back before it returns.
    this.#count += 1;
    return accepted;
  }

  /**
   * @param {Callback} callback
   * @returns {Callback}
   */
  #counted(callback) {
    return (error) => {
      this.#count -= 1;
      callback(error);
    };
  }
}

module.exports = { WriteCallbacks };
