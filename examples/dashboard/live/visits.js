'use strict';

const { randomUUID } = require('node:crypto');
const { RequestError, sendEvent } = require('../../express/http.js');
const { Sampler } = require('./sampler.js');

const MAX_VISITS = 20;
/** Milliseconds from one sample to the next, where the event loop is not late. */
const INTERVAL = 250;

/** The visitors of the page. Each has a stream of events, and its load ends with it. */
class Visits {
  #responses = new Map();
  #load;
  #lookAround;
  #sampler;
  #timer;

  /**
   * @param {InstanceType<typeof import('./load.js').Load>} load
   * @param {() => object} lookAround what a sample has beside the load and the event loop
   */
  constructor(load, lookAround) {
    this.#load = load;
    this.#lookAround = lookAround;
  }

  /** @param {object} facts what the page is sent first */
  open(res, facts) {
    if (this.#responses.size >= MAX_VISITS) {
      throw new RequestError(
        503,
        'ERR_TOO_MANY_VISITS',
        `The page is shown to ${MAX_VISITS} visitors at a time`,
      );
    }
    const id = randomUUID();
    res.once('close', () => this.#close(id));
    this.#responses.set(id, res);
    this.#timer ??= this.#watch();
    sendEvent(res, 'hello', { id, ...facts });
  }

  /** @param {string} id */
  has(id) {
    return this.#responses.has(id);
  }

  #watch() {
    this.#sampler = new Sampler(this.#load, this.#lookAround);
    return setInterval(() => this.#send(this.#sampler.take()), INTERVAL);
  }

  #send(sample) {
    for (const res of this.#responses.values()) {
      // A visitor that does not read misses samples; they are not kept.
      if (!res.writableNeedDrain) sendEvent(res, 'sample', sample);
    }
  }

  #close(id) {
    this.#responses.delete(id);
    this.#load.stopOf(id);
    if (this.#responses.size > 0) return;
    clearInterval(this.#timer);
    this.#sampler.close();
    this.#timer = undefined;
  }
}

module.exports = { INTERVAL, MAX_VISITS, Visits };
