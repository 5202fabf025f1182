'use strict';

const { startFailed } = require('./ends.js');
const { Instance } = require('./instance.js');

/** @typedef {InstanceType<typeof Instance>} Current */

/**
 * What a place tells its service; `onLoss` is called when its instance has ended and was not replaced or stopped.
 * @typedef {import('./instance.js').Handlers & { onLoss(place: InstanceType<typeof Place>, record: any): void }} Handlers
 */

/** One of a service's places: a listening socket, the instance that serves it, and one that comes or goes. */
class Place {
  #settings;
  #addresses;
  #handlers;
  /** Serves, or is to. @type {Current | undefined} */
  #current;
  /** All that have not ended. @type {Set<Current>} */
  #alive = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #isEnding = false;
  /** Places that the current instance covers. @type {Set<number>} */
  #covered = new Set();

  /**
   * @param {import('./options.js').Settings} settings
   * @param {number} number
   * @param {InstanceType<typeof import('./addresses.js').Addresses>} addresses
   * @param {Handlers} handlers
   */
  constructor(settings, number, addresses, handlers) {
    this.#settings = settings;
    this.#addresses = addresses;
    this.#handlers = handlers;
    this.number = number;
  }

  get isReady() {
    return this.#current?.state === 'ready';
  }

  /** Bytes, of all its instances. */
  get memory() {
    let sum = 0;
    for (const { memory } of this.#alive) sum += memory;
    return sum;
  }

  start() {
    try {
      this.#current = this.#launch({});
    } catch (error) {
      setImmediate(() => this.#handlers.onLoss(this, failedStart(error)));
    }
  }

  /** @param {number} milliseconds */
  startIn(milliseconds) {
    this.#timer = setTimeout(() => this.start(), milliseconds);
  }

  /**
   * Starts a new instance, and drains the current one when the new one is ready. Rejects where that fails, or where its
   * instances are to end.
   */
  async replace() {
    const next = await this.#launched();
    // It ends like all others then.
    if (this.#isEnding) return;
    clearTimeout(this.#timer);
    const before = this.#current;
    this.#current = next;
    this.#covered.clear();
    this.#handlers.onReady(next);
    before?.drain();
  }

  /**
   * Ends its instances, and starts none.
   * @param {number} timeout milliseconds
   */
  async end(timeout) {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    for (const instance of this.#alive) instance.drain(timeout);
    await Promise.all(Array.from(this.#alive, ({ ended }) => ended));
  }

  /**
   * Has the current instance take the connections of another place, or not.
   * @param {number} place
   * @param {boolean} covers
   */
  cover(place, covers) {
    if (place === this.number || this.#covered.has(place) === covers) return;
    this.#current?.cover(place, covers);
    if (covers) this.#covered.add(place);
    else this.#covered.delete(place);
  }

  /**
   * Starts an instance that is not the current one yet, and waits until it is ready.
   * @returns {Promise<Current>}
   */
  #launched() {
    return new Promise((resolve, reject) => {
      const onExit = (/** @type {unknown} */ _, /** @type {any} */ record) =>
        reject(startFailed(this.#settings, record));
      try {
        this.#launch({ onReady: resolve, onExit });
      } catch (error) {
        onExit(undefined, failedStart(error));
      }
    });
  }

  /** @param {Partial<Handlers>} more what else is done at these events; `onReady` in the place of the service's */
  #launch(more) {
    const instance = new Instance(this.#settings, this.number, this.#addresses, {
      onStart: this.#handlers.onStart,
      onReady: more.onReady ?? this.#handlers.onReady,
      onUnhealthy: this.#handlers.onUnhealthy,
      onExit: (ended, record) => {
        this.#alive.delete(ended);
        this.#handlers.onExit(ended, record);
        more.onExit?.(ended, record);
        if (ended === this.#current) this.#lost(record);
      },
    });
    this.#alive.add(instance);
    return instance;
  }

  /** @param {any} record */
  #lost(record) {
    this.#current = undefined;
    this.#covered.clear();
    if (!this.#isEnding) this.#handlers.onLoss(this, record);
  }
}

/**
 * The record of an instance that could not be started at all: the file is gone, or this process has no descriptors left.
 * @param {unknown} error
 */
function failedStart(error) {
  return { error, reason: 'start', exitCode: null, signal: null };
}

module.exports = { Place };
