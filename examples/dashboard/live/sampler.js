'use strict';

const { LoopDelay } = require('./loop-delay.js');

/** What the server has to tell about itself since it last did. It is late when the event loop is. */
class Sampler {
  #load;
  #lookAround;
  #delay = new LoopDelay();
  #last = performance.now();

  constructor(load, lookAround) {
    this.#load = load;
    this.#lookAround = lookAround;
    load.takeDone();
  }

  take() {
    const now = performance.now();
    const seconds = (now - this.#last) / 1000;
    this.#last = now;
    return {
      seconds,
      loopDelay: this.#delay.worst(),
      ...this.#load.state,
      ...this.#load.takeDone(),
      ...this.#lookAround(),
    };
  }

  close() {
    this.#delay.close();
  }
}

module.exports = { Sampler };
