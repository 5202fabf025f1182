'use strict';

/** When requests began and ended. Lists that become empty keep their memory: they are filled again. */
class RequestTimes {
  /** @type {number[]} */
  #starts = [];
  /** @type {number[]} */
  #ends = [];
  #count = 0;
  /** From here on it is not known when they ended. */
  #settled = 0;

  /** One has ended, before the time that is settled next. @param {number} start */
  add(start) {
    this.#starts[this.#count] = start;
    this.#count += 1;
  }

  /** @param {number} time by which all of them had ended */
  settle(time) {
    while (this.#settled < this.#count) {
      this.#ends[this.#settled] = time;
      this.#settled += 1;
    }
  }

  clear() {
    this.#count = 0;
    this.#settled = 0;
  }

  /** @param {(start: number, end: number) => void} look */
  each(look) {
    for (let index = 0; index < this.#settled; index += 1) look(this.#starts[index], this.#ends[index]);
  }
}

module.exports = { RequestTimes };
