'use strict';

const { openAddresses } = require('./addresses.js');
const { Place } = require('./place.js');

/** All places of a service, and their address. */
class Places {
  #list;
  #addresses;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {InstanceType<typeof import('./addresses.js').Addresses>} addresses
   * @param {import('./place.js').Handlers} handlers
   */
  constructor(settings, addresses, handlers) {
    this.#addresses = addresses;
    this.#list = Array.from(
      { length: settings.instances },
      (_, number) => new Place(settings, number, addresses, handlers),
    );
  }

  get port() {
    return this.#addresses.port;
  }

  /** How many are served. */
  get ready() {
    return this.#list.filter(({ isReady }) => isReady).length;
  }

  get isServed() {
    return this.ready === this.#list.length;
  }

  /** Bytes. */
  get memory() {
    return this.#list.reduce((sum, { memory }) => sum + memory, 0);
  }

  start() {
    for (const place of this.#list) place.start();
  }

  /** Has connections to a place without an instance be taken by one that is ready. */
  coverVacancies() {
    const ready = this.#list.filter(({ isReady }) => isReady);
    for (const { number, isReady } of this.#list) {
      const host = isReady ? undefined : ready[number % Math.max(1, ready.length)];
      for (const place of ready) place.cover(number, place === host);
    }
  }

  /**
   * Replaces the instances, one place after the other.
   * @param {() => void} throwIfOver
   */
  async replaceAll(throwIfOver) {
    for (const place of this.#list) {
      throwIfOver();
      await place.replace().catch((error) => {
        // What has ended the service has ended the new instance.
        throwIfOver();
        throw error;
      });
    }
    throwIfOver();
  }

  /**
   * Ends all instances, and refuses clients from now on: instances that drain have closed their sockets. A later call can
   * only make it shorter.
   * @param {number} timeout milliseconds
   */
  async end(timeout) {
    const ended = this.#list.map((place) => place.end(timeout));
    this.#addresses.close();
    await Promise.all(ended);
  }
}

/**
 * @param {import('./options.js').Settings} settings
 * @param {import('./place.js').Handlers} handlers
 */
async function openPlaces(settings, handlers) {
  return new Places(settings, await openAddresses(settings.listen, settings.instances), handlers);
}

module.exports = { Places, openPlaces };
